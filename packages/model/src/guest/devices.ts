import {
  compareVersions,
  type DeviceKey,
  type DeviceLanguage,
  deviceKeys,
  deviceLanguages,
  grouped,
  within
} from '@xenlint/catalogue'
import { askList, textsOf } from './accessors.js'
import { deviceEnds } from './device-ends.js'
import { readKey } from './device-keys.js'
import { append, type Draft, get, put } from './draft.js'
import { fill } from './fill.js'
import { splitPair } from './pair.js'
import { cut, type Piece, pieceOf, skipBlanks, tokens, trim } from './piece.js'
import { crash, ended, refuse, type Session, type Stop, say } from './session.js'

/** Reads the list of strings of one kind of device into the domain configuration. */
export function readDevices(session: Session, name: string): Stop | undefined {
  const language = deviceLanguages.get(name)
  if (!language) return undefined
  const found = askList(session, language.name)
  if (found.kind !== 'read') return undefined
  for (const item of textsOf(found.value)) {
    const device = addDevice(session, language)
    if (language.beside) append(session.draft, language.beside)['devid'] = placeOf(session, language.beside)
    const stop = ended(session, readDevice(session, language, device, pieceOf(item)))
    if (stop) return stop
  }
  return undefined
}

function addDevice(session: Session, { list, numbered, numberedUntil }: DeviceLanguage): Draft {
  const device = append(session.draft, list)
  const counts =
    numberedUntil === undefined || session.release.of((xen) => compareVersions(xen, numberedUntil) < 0)
  if (numbered && counts) put(device, 'devid', placeOf(session, list))
  return device
}

function placeOf(session: Session, list: string): bigint {
  const devices = get(session.draft, list)
  return BigInt(Array.isArray(devices) ? devices.length - 1 : 0)
}

function readDevice(
  session: Session,
  language: DeviceLanguage,
  device: Draft,
  whole: Piece
): Stop | undefined {
  if (language.style === 'whole') put(device, language.into ?? '', whole.text)
  const words = language.style === 'whole' ? [] : tokens(whole, ',')
  if (language.style === 'pairs' && words.length === 0) return crash({ piece: whole })
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (!word) continue
    let piece = language.style === 'pairs' ? word : skipBlanks(word)
    if (language.style === 'assignments' && !piece.text.includes('=')) break
    const { joined } = language
    if (joined && piece.text.startsWith(`${joined.key}=${joined.prefix}`)) {
      const next = words[++index]
      if (!next) return crash({ piece })
      piece = { ...piece, text: `${piece.text},${next.text}` }
    }
    const stop = readToken(session, language, device, piece)
    if (stop) return stop
  }
  return language.end === undefined ? undefined : deviceEnds[language.end]?.(session, device, whole)
}

function readToken(
  session: Session,
  language: DeviceLanguage,
  device: Draft,
  piece: Piece
): Stop | undefined {
  const split =
    language.style === 'pairs' ? trimmed(splitPair(session, piece, '=')) : assignment(cut(piece, '='))
  if (!split && language.style === 'pairs')
    return unterminated(session, fill(language.unsplit ?? '', { token: piece.text }), piece)
  const key = keyOf(session, language, split ? split.key.text : undefined, piece.text)
  if (key) {
    const value = split?.value ?? piece
    session.takes?.({ key: key.key ?? '', value })
    return readKey({ session, device, key, value })
  }
  if (!language.unknown) return undefined
  const words = fill(language.unknown, { token: piece.text, key: split?.key.text ?? '' })
  if (language.status !== undefined) return refuse(session, words, language.status, { piece })
  say(session, words, { piece })
  return undefined
}

function keyOf(
  session: Session,
  { name: device }: DeviceLanguage,
  name: string | undefined,
  token: string
): DeviceKey | undefined {
  const keys = keysOf(device)
  const named =
    name === undefined ? keys.get(`word ${token}`) : (keys.get(`key ${name}`) ?? keys.get(`word ${token}`))
  return named && session.release.of((xen) => named.find((each) => within(each, xen)))
}

/** The keys of a device, and the words that stand alone, each with its rows. */
function keysOf(device: string): ReadonlyMap<string, readonly DeviceKey[]> {
  const known = keysKnown.get(device)
  if (known) return known
  const keys = grouped(deviceKeys().get(device) ?? [], ({ key, word }) =>
    key === undefined ? `word ${word}` : `key ${key}`
  )
  keysKnown.set(device, keys)
  return keys
}

const keysKnown = new Map<string, ReadonlyMap<string, readonly DeviceKey[]>>()

interface Pair {
  readonly key: Piece
  readonly value: Piece
}

function assignment(parts: { before: Piece; behind: Piece } | undefined): Pair | undefined {
  return parts && { key: parts.before, value: parts.behind }
}

function trimmed(pair: Pair | undefined): Pair | undefined {
  return pair && { key: trim(pair.key), value: trim(pair.value) }
}

// This message of xl's lacks its line end.
function unterminated(session: Session, text: string, piece: Piece): Stop {
  session.remarks.push({ text, piece })
  return { status: 1 }
}
