import type { XlValue } from '@xenlint/syntax'
import { askList, textsOf } from './accessors.js'
import { readUnsigned } from './c-number.js'
import { append, type Draft, get, put } from './draft.js'
import { baseOf } from './inquiry.js'
import { cut, type Piece, pieceOf, skipBlanks, slice, tokens } from './piece.js'
import { crash, refuse, type Session, type Stop, say } from './session.js'
import { wordOf } from './words.js'

/** `vsnd`: a list for each card, whose texts say `card`, `pcm` or `stream` first. */
export function readSoundCards(session: Session): Stop | undefined {
  const found = askList(session, 'vsnd')
  if (found.kind !== 'read') return undefined
  for (const [index, item] of found.value.entries()) {
    const stop = readCard(session, item, index)
    if (stop) return stop
  }
  return undefined
}

function readCard(session: Session, item: XlValue, index: number): Stop | undefined {
  if (item.kind !== 'list') {
    say(session, `${session.file}:${item.line}:0: warning: value is not a list`, { piece: pieceOf(item) })
    return refuse(session, 'Failed to get vsnd card list: Invalid argument', 1, { piece: pieceOf(item) })
  }
  const card = append(session.draft, 'vsnds')
  card['devid'] = BigInt(index)
  for (const text of textsOf(item.items)) {
    const stop = readPart(session, card, pieceOf(text))
    if (stop) return stop
  }
  return undefined
}

function readPart(session: Session, card: Draft, whole: Piece): Stop | undefined {
  const [first, ...rest] = tokens(whole, ',').map(skipBlanks)
  if (!first) return undefined
  const kind = first.text.toLowerCase()
  if (kind === 'pcm' || (kind === 'stream' && !lastOf(card, 'pcms'))) append(card, 'pcms')
  const pcm = lastOf(card, 'pcms')
  if (kind === 'stream' && pcm) append(pcm, 'streams')
  const owner = kind === 'card' ? card : kind === 'pcm' ? pcm : pcm && lastOf(pcm, 'streams')
  if (!['card', 'pcm', 'stream'].includes(kind) || !owner)
    return refuse(session, `Invalid key: ${first.text}`, 1, { piece: first })
  for (const piece of rest) {
    const stop = readParameter(session, owner, kind, piece)
    if (stop) return stop
  }
  return undefined
}

const ownTexts: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  card: { backend: 'backend_domname', 'short-name': 'short_name', 'long-name': 'long_name' },
  pcm: { name: 'name' },
  stream: { 'unique-id': 'unique_id' }
}

const numbers: Readonly<Record<string, string | undefined>> = {
  'channels-min': 'channels_min',
  'channels-max': 'channels_max',
  'buffer-size': 'buffer_size'
}

function readParameter(session: Session, owner: Draft, kind: string, piece: Piece): Stop | undefined {
  const pair = cut(piece, '=')
  const key = pair?.before.text ?? ''
  const value = pair?.behind ?? slice(piece, piece.text.length)
  const number = numbers[key]
  const text = ownTexts[kind]?.[key]
  if (pair && number)
    put(owner, `params.${number}`, readUnsigned(value.text, baseOf(session, value.text)).value)
  else if (pair && (key === 'sample-rates' || key === 'sample-formats'))
    return readSamples(session, owner, key, value)
  else if (pair && text) put(owner, text, value.text)
  else if (pair && kind === 'stream' && key === 'type') {
    const word = wordOf(session, 'vsnd_stream_type', value.text)
    if (word === undefined) return refuse(session, `Invalid stream type: ${value.text}`, 1, { piece: value })
    put(owner, 'type', word)
  } else return refuse(session, `Invalid parameter: ${piece.text}`, 1, { piece })
  return undefined
}

function readSamples(session: Session, owner: Draft, key: string, value: Piece): Stop | undefined {
  const items = tokens(value, ';')
  if (items.length === 0) return crash({ piece: value })
  if (key === 'sample-rates') {
    put(
      owner,
      'params.sample_rates',
      items.map(({ text }) => readUnsigned(text, baseOf(session, text)).value)
    )
    return undefined
  }
  const formats: string[] = []
  for (const piece of items) {
    const format = wordOf(session, 'vsnd_pcm_format', piece.text)
    if (format === undefined) return refuse(session, `Invalid pcm format: ${piece.text}`, 1, { piece })
    formats.push(format)
  }
  put(owner, 'params.sample_formats', formats)
  return undefined
}

function lastOf(owner: Draft, list: string): Draft | undefined {
  const items = get(owner, list)
  return Array.isArray(items) ? (items as Draft[]).at(-1) : undefined
}
