// Draws the icon: an X of two bars on a dark tile, underlined as editors underline a finding.
import pako from 'pako'

const tile = [16, 36, 43]
const bars = [233, 240, 241]
const wave = [240, 180, 60]

/** A square PNG; the same bytes on every machine. */
export function icon(size) {
  const rows = new Uint8Array((size * 4 + 1) * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++)
      rows.set(pixel(x / size, y / size, 1 / size), (size * 4 + 1) * y + 1 + x * 4)
  }
  return png(size, pako.deflate(rows, { level: 9 }))
}

// Sixteen samples a pixel keep the edges smooth.
function pixel(x, y, step) {
  const sum = [0, 0, 0, 0]
  for (let sample = 0; sample < 16; sample++) {
    const colour = colourAt(
      x + ((sample % 4) + 0.5) * (step / 4),
      y + (Math.floor(sample / 4) + 0.5) * (step / 4)
    )
    if (!colour) continue
    for (let part = 0; part < 3; part++) sum[part] += colour[part]
    sum[3] += 1
  }
  const seen = Math.max(1, sum[3])
  return [...sum.slice(0, 3).map((part) => Math.round(part / seen)), Math.round((sum[3] * 255) / 16)]
}

function colourAt(x, y) {
  if (!isInTile(x, y)) return undefined
  if (Math.abs(y - 0.8 - 0.025 * Math.sin(x * 40)) < 0.022 && x > 0.2 && x < 0.8) return wave
  const isInside = y > 0.16 && y < 0.66
  const lean = (y - 0.41) * 0.9
  return isInside && Math.min(Math.abs(x - 0.5 - lean), Math.abs(x - 0.5 + lean)) < 0.065 ? bars : tile
}

function isInTile(x, y) {
  const radius = 0.18
  const beyondX = Math.max(radius - x, x - (1 - radius), 0)
  const beyondY = Math.max(radius - y, y - (1 - radius), 0)
  return Math.hypot(beyondX, beyondY) <= radius
}

function png(size, pixels) {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, size)
  view.setUint32(4, size)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', new Uint8Array())
  ])
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(checksum(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

function checksum(bytes) {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
