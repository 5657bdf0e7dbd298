import { type DeviceKey, spelling } from '@xenlint/catalogue'
import { readInteger, readUnsigned } from './c-number.js'
import { readConnectors } from './connectors.js'
import { type Draft, put } from './draft.js'
import { fill } from './fill.js'
import { uuidOf } from './identity.js'
import { baseOf } from './inquiry.js'
import type { Piece } from './piece.js'
import { readRate } from './rate.js'
import { type Session, type Stop, say } from './session.js'
import { readDecimal } from './vnuma.js'
import { wordOf } from './words.js'

/** A key of a device's string with its value. */
export interface KeyValue {
  readonly session: Session
  readonly device: Draft
  readonly key: DeviceKey
  readonly value: Piece
}

/** Sets the field that a key stands for. */
export function readKey(pair: KeyValue): Stop | undefined {
  const { session, device, key, value } = pair
  if (key.remark) say(session, key.remark, { piece: value })
  const { text } = value
  switch (key.as) {
    case 'nothing':
      return undefined
    case 'text':
      return set(device, key, text)
    case 'integer':
      return set(device, key, readInteger(text))
    case 'number':
      return set(device, key, readUnsigned(text, baseOf(session, text)).value)
    case 'switch':
      return set(device, key, readInteger(text) !== 0n)
    case 'choice':
      return set(device, key, readUnsigned(text, baseOf(session, text)).value !== 0n)
    case 'yes':
    case 'no':
      return set(device, key, key.as === 'yes')
    case 'decimal': {
      const number = readDecimal(session, value)
      return typeof number === 'bigint' ? set(device, key, number) : number
    }
    case 'word':
      return setOrRefuse(pair, wordOf(session, key.words ?? '', text))
    case 'spelling':
      return setOrRefuse(pair, key.spellings && spelling(key.spellings, text))
    case 'uuid':
      return setOrRefuse(pair, uuidOf(text))
    case 'mac':
      return readMac(pair)
    case 'rate':
      return readRate(session, device, value)
    case 'connectors':
      return readConnectors(session, device, value)
  }
}

function set(device: Draft, { into }: DeviceKey, value: string | bigint | boolean): undefined {
  put(device, into, value)
}

function setOrRefuse(pair: KeyValue, word: string | undefined): Stop | undefined {
  if (word === undefined) return refused(pair)
  put(pair.device, pair.key.into, word)
  return undefined
}

function refused({ session, key, value }: KeyValue): Stop | undefined {
  if (key.refusal) say(session, fill(key.refusal, { value: value.text }), { piece: value })
  return key.status === undefined ? undefined : { status: key.status, piece: value }
}

const bytes = 6

/**
 * Six hexadecimal numbers with any one character between them. What was read before a fault stays;
 * behind the end of its token xl reads on in the string.
 */
function readMac(pair: KeyValue): Stop | undefined {
  const { device, key, value } = pair
  const { text } = value.value
  const address = [0, 0, 0, 0, 0, 0]
  let at = value.start
  for (let index = 0; index < bytes; index++) {
    const { value: number, end } = readUnsigned(text, 16, Math.min(at, text.length))
    const byte = BigInt.asUintN(32, number)
    if (end <= at || byte > 255n) {
      put(device, key.into, merged(device[key.into], address, index))
      return refused(pair)
    }
    address[index] = Number(byte)
    at = end + 1
  }
  put(device, key.into, address)
  return undefined
}

function merged(before: Draft[string] | undefined, address: readonly number[], known: number): number[] {
  const old = Array.isArray(before) ? (before as number[]) : []
  return address.map((byte, index) => (index < known ? byte : (old[index] ?? 0)))
}
