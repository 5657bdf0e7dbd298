import { firstBytes } from '../bytes.js'

/** An IPv4 address of four plain numbers, as inet_pton(3) takes it; `undefined` for anything else. */
export function readIpv4(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((address, part) => address * 256 + Number(part), 0)
}

export function printIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}

/** The mask of an address as ifup makes it: from what stands behind the slash, else by the old classes. */
export function maskOf(written: string): string | undefined {
  const [address = '', behind] = partsOf(written)
  const number = readIpv4(address)
  if (number === undefined) return undefined
  if (behind === undefined) return printIpv4(mask(classWidth(number >>> 24)))
  const dotted = readIpv4(behind)
  if (dotted !== undefined) return printIpv4(dotted)
  const width = /^\s*([+-]?\d+)/.exec(behind)?.[1]
  return width === undefined ? undefined : printIpv4(mask(Number(width)))
}

/** What stands before the slash, as far as ifup looks. */
export function addressOf(written: string): string | undefined {
  return partsOf(written)[0]
}

/** The broadcast address that `+` and `-` stand for; `undefined` where address or mask are not dotted. */
export function broadcastOf(sign: '+' | '-', address: string, netmask: string): string | undefined {
  const [number, bits] = [readIpv4(address), readIpv4(netmask)]
  if (number === undefined || bits === undefined) return undefined
  // On a link of two addresses there is no host part to set or clear.
  if (bits === 0xfffffffe) return sign === '+' ? '255.255.255.255' : '0.0.0.0'
  return printIpv4(sign === '+' ? (number | ~bits) >>> 0 : (number & bits) >>> 0)
}

/** Four numbers as two groups of an IPv6 address; numbers above 255 lose their upper bits. */
export function hexOf(written: string): string | undefined {
  const numbers = /^\s*\+?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/.exec(written)?.slice(1)
  if (!numbers) return undefined
  const [one, two, three, four] = numbers.map((number) =>
    (Number(number) & 255).toString(16).padStart(2, '0')
  )
  return `${one}${two}:${three}${four}`
}

// ifup copies 33 bytes of an address, and cuts them at slashes.
function partsOf(written: string): string[] {
  return firstBytes(written, 33)
    .split('/')
    .filter((part) => part !== '')
}

function classWidth(first: number): number {
  if (first <= 127) return 8
  if (first <= 191) return 16
  return first <= 223 ? 24 : 32
}

// A width beyond 32 shifts by its lowest six bits, as the processor does.
function mask(width: number): number {
  const shift = (32 - width) & 63
  return shift >= 32 ? 0 : ~(2 ** shift - 1) >>> 0
}
