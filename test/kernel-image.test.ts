import assert from 'node:assert/strict'
import test from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readKernel } from '@xenlint/model'
import fc from 'fast-check'

function unzip(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes)
  } catch {
    return undefined
  }
}

const read = (bytes: Uint8Array): ReturnType<typeof readKernel> => readKernel(bytes, unzip)

/** A note that a kernel leaves for Xen: a text, or a number of 64 bits. */
function note(type: number, value: string | number): Buffer {
  const body = typeof value === 'string' ? Buffer.from(`${value}\0`) : Buffer.alloc(8)
  if (typeof value === 'number') body.writeUInt32LE(value)
  const padded = Buffer.alloc((body.length + 3) & ~3)
  body.copy(padded)
  const head = Buffer.alloc(16)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(type, 8)
  head.write('Xen\0', 12)
  return Buffer.concat([head, padded])
}

/** A kernel of 64 bits with one part at `start`, and the notes behind its headers. */
function elf(start: number, size: number, notes: readonly Buffer[]): Buffer {
  const told = Buffer.concat(notes)
  const file = Buffer.alloc(64 + 2 * 56 + told.length)
  file.write('\x7fELF\x02\x01\x01', 'latin1')
  file.writeUInt16LE(62, 18)
  file.writeUInt32LE(64, 32)
  file.writeUInt16LE(56, 54)
  file.writeUInt16LE(2, 56)
  const parts = [
    { type: 1, offset: 0, at: start, inFile: file.length, size },
    { type: 4, offset: 64 + 2 * 56, at: 0, inFile: told.length, size: told.length }
  ]
  for (const [index, part] of parts.entries()) {
    const head = 64 + index * 56
    file.writeUInt32LE(part.type, head)
    file.writeUInt32LE(5, head + 4)
    file.writeUInt32LE(part.offset, head + 8)
    file.writeUInt32LE(part.at, head + 24)
    file.writeUInt32LE(part.inFile, head + 32)
    file.writeUInt32LE(part.size, head + 40)
  }
  told.copy(file, 64 + 2 * 56)
  return file
}

const linux = [note(5, 'xen-3.0'), note(6, 'linux'), note(10, '!writable_page_tables|pae_pgdir_above_4gb')]
const entry32 = note(18, 0x100000)

/** The kernel proper inside what boots a bare machine. */
function image(payload: Buffer, protocol = 0x20c): Buffer {
  const file = Buffer.alloc(1024 + payload.length)
  file[0x1f1] = 1
  file.write('HdrS', 0x202)
  file.writeUInt16LE(protocol, 0x206)
  file.writeUInt32LE(payload.length, 0x24c)
  payload.copy(file, 1024)
  return file
}

test('the notes of a kernel say which guests it boots, and its parts where it goes', () => {
  const place = { firstPage: 0x1000, pages: 3 }
  const both = { pv: true, pvh: true, ...place }
  const kernel = elf(0x1000000, 0x2001, [...linux, entry32])
  assert.deepEqual(read(kernel), both)
  assert.deepEqual(read(elf(0x1000000, 0x2001, linux)), { ...both, pvh: false })
  assert.deepEqual(read(elf(0x1000000, 0x2001, [entry32])), { ...both, pv: false })
  assert.deepEqual(read(image(gzipSync(kernel))), both)
})

test('what is no kernel boots nothing', () => {
  assert.deepEqual(read(Buffer.alloc(4096)), { pv: false, pvh: false })
  assert.deepEqual(
    read(gzipSync(Buffer.from(Array.from({ length: 8000 }, (_, index) => (index * index * 7919) >> 5)))),
    {
      pv: false,
      pvh: false
    }
  )
})

test('what cannot be told is left open', () => {
  // An empty file in a copy of a host, a payload in another compression, an old protocol, no notes, a feature that nobody knows.
  assert.equal(read(Buffer.from('a kernel lies here\n')), undefined)
  assert.equal(read(image(Buffer.from('\xfd7zXZ\0', 'latin1'))), undefined)
  assert.equal(read(image(gzipSync(elf(0x1000000, 1, linux)), 0x207)), undefined)
  assert.equal(read(elf(0x1000000, 1, [])), undefined)
  assert.deepEqual(read(elf(0x1000000, 1, [...linux, note(10, '!something_new')])), {
    pvh: false,
    firstPage: 0x1000,
    pages: 1
  })
  // Where it is put hangs on more than its parts.
  assert.deepEqual(read(elf(0x1000000, 1, [...linux, note(4, 4096)])), { pv: true, pvh: false })
})

test('no bytes are too odd', () => {
  const kernel = elf(0x1000000, 0x2001, [...linux, entry32])
  fc.assert(
    fc.property(fc.nat(kernel.length - 1), fc.nat(255), fc.nat(kernel.length), (at, byte, end) => {
      const odd = Buffer.from(kernel)
      odd[at] = byte
      read(odd.subarray(0, end))
    })
  )
})
