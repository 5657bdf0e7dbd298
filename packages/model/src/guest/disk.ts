import { type DiskParameter, diskParametersAt, spelling, wordsAt } from '@xenlint/catalogue'
import { askList, textsOf } from './accessors.js'
import { readInteger } from './c-number.js'
import { type DiskToken, scanDisk } from './disk-scanner.js'
import { append, type Draft, put } from './draft.js'
import { type Piece, pieceOf, slice } from './piece.js'
import { ended, type Session, type Stop, say } from './session.js'

interface Reading {
  readonly session: Session
  readonly disk: Draft
  readonly whole: Piece
  /** What the first complaint is about. */
  fault?: Piece
  accessSet: boolean
  prefixed: boolean
}

export function readDisks(session: Session): Stop | undefined {
  const found = askList(session, 'disk')
  if (found.kind !== 'read') return undefined
  for (const item of textsOf(found.value)) {
    const disk = append(session.draft, 'disks')
    const stop = ended(session, readDisk(session, disk, pieceOf(item)))
    if (stop) return stop
  }
  return undefined
}

function readDisk(session: Session, disk: Draft, whole: Piece): Stop | undefined {
  const reading: Reading = { session, disk, whole, accessSet: false, prefixed: false }
  put(disk, 'readwrite', 1n)
  for (const token of scanDisk(whole.text, parametersFor(session, whole.text)))
    if (!apply(reading, token)) break
  if (!reading.fault) complete(reading)
  return reading.fault && { status: 1, piece: reading.fault }
}

// Only those whose words stand in the text can be met there.
function parametersFor({ release }: Session, text: string): readonly DiskParameter[] {
  const stands = ({ key, word }: DiskParameter): boolean => text.includes(word ?? `${key}=`)
  return release.rows(diskParametersAt, stands).filter(stands)
}

/** What xl settles when the whole string was read. */
function complete(reading: Reading): void {
  const { disk } = reading
  if (disk['format'] === undefined) disk['format'] = 'raw'
  if (disk['is_cdrom'] === 1n) {
    disk['removable'] = 1n
    disk['readwrite'] = 0n
    if (!disk['pdev_path']) disk['format'] = 'empty'
  }
  if (disk['vdev'] === undefined) complain(reading, 'no vdev specified')
  else if (disk['pdev_path'] === undefined && disk['removable'] !== 1n)
    complain(reading, 'no target specified (and device not removable)')
}

/** False where nothing behind the token is looked at. */
function apply(reading: Reading, token: DiskToken): boolean {
  const piece = slice(reading.whole, token.start, token.end)
  switch (token.kind) {
    case 'blank':
      return true
    case 'parameter':
      applyParameter(reading, token.parameter, piece)
      return true
    case 'unknown-parameter':
      complain(reading, 'unknown parameter', piece)
      return true
    case 'prefix':
      applyPrefix(reading, token.name, piece)
      return true
    case 'unknown-prefix':
      complain(reading, 'unknown deprecated disk prefix', piece)
      return false
    case 'junk':
      complain(reading, 'bad disk syntax', piece)
      return false
    case 'positional':
      return applyPositional(reading, withoutComma(piece))
  }
}

function applyParameter(reading: Reading, parameter: DiskParameter, whole: Piece): void {
  const { disk } = reading
  const { as, into = '' } = parameter
  const bare = withoutComma(whole)
  const equals = bare.text.indexOf('=')
  const value = slice(bare, equals + 1)
  reading.session.takes?.({ key: bare.text.slice(0, Math.max(equals, 0)), value })
  switch (as) {
    case 'yes':
    case 'no':
      disk[into] = as === 'yes' ? 1n : 0n
      return
    case 'true':
    case 'false':
      disk[into] = as === 'true'
      return
    case 'text':
    case 'target':
      setText(reading, parameter.key ?? '', into, value)
      return
    case 'format':
      setFormat(reading, value)
      return
    case 'access':
      setAccess(reading, value)
      return
    case 'choice':
      setWord(reading, into, parameter.words ?? '', `unknown value for ${parameter.key}`, value)
      return
    case 'port':
      if (readInteger(value.text) === 0n) complain(reading, 'unknown value for colo_port', value)
      else disk[into] = readInteger(value.text)
      return
    case 'refused':
      complain(reading, parameter.refusal ?? '', whole)
  }
}

/** Prefixes of old: some say the format, some the script, most nothing. */
function applyPrefix(reading: Reading, name: string, whole: Piece): void {
  reading.prefixed = true
  const bare = slice(whole, 0, name.length)
  reading.session.takes?.({ key: 'prefix', value: bare })
  if (/^(raw|qcow2?|vhd)$/.test(name)) setFormat(reading, bare)
  else if (/^(iscsi|e?nbd|drbd)$/.test(name))
    setText(reading, 'script', 'script', { ...bare, text: `block-${name}` })
}

function applyPositional(reading: Reading, piece: Piece): boolean {
  const { disk } = reading
  if (reading.fault) return true
  const takes = (key: string): void => reading.session.takes?.({ key, value: piece })
  if (disk['pdev_path'] === undefined) {
    takes('target')
    setText(reading, 'target', 'pdev_path', piece)
  } else if (!reading.prefixed && disk['format'] === undefined) {
    const typed = disk['pdev_path'] === '' && setTypedDevice(reading, piece)
    takes(typed ? 'vdev' : 'format')
    if (typed) disk['format'] = 'empty'
    else setFormat(reading, piece)
  } else if (disk['vdev'] === undefined) {
    takes('vdev')
    if (!setTypedDevice(reading, piece)) setText(reading, 'vdev', 'vdev', piece)
  } else if (!reading.accessSet) {
    reading.accessSet = true
    takes('access')
    setAccess(reading, piece)
  } else {
    complain(reading, 'too many positional parameters', piece)
    return false
  }
  return true
}

/** `hdc:cdrom`: a device and its kind in one. */
function setTypedDevice(reading: Reading, piece: Piece): boolean {
  const colon = piece.text.lastIndexOf(':')
  if (colon < 0) return false
  setText(reading, 'vdev', 'vdev', slice(piece, 0, colon))
  const kind = slice(piece, colon + 1)
  if (kind.text === 'cdrom' || kind.text === 'disk')
    reading.disk['is_cdrom'] = kind.text === 'cdrom' ? 1n : 0n
  else complain(reading, 'unknown deprecated type', kind)
  return true
}

function setText(reading: Reading, name: string, into: string, value: Piece): void {
  if (reading.disk[into]) complain(reading, `${name} respecified`, value)
  else reading.disk[into] = value.text
}

function setFormat(reading: Reading, value: Piece): void {
  setWord(reading, 'format', 'disk_format', 'unknown value for format', value, value.text || 'raw')
}

function setAccess(reading: Reading, value: Piece): void {
  const access = spelling('diskAccess', value.text)
  if (access === undefined) complain(reading, 'unknown value for access', value)
  else reading.disk['readwrite'] = access === 'rw' ? 1n : 0n
}

/** Words of disks are matched letter by letter, and what libxl calls unknown is none. */
function setWord(
  reading: Reading,
  into: string,
  words: string,
  unknown: string,
  value: Piece,
  written: string = value.text
): void {
  const known = reading.session.release.of((xen) => wordsAt(words, xen).some(({ word }) => word === written))
  const word = known && written !== 'unknown' ? written : undefined
  const before = reading.disk[into]
  if (word === undefined) complain(reading, unknown, value)
  else if (before !== undefined && before !== word) complain(reading, `${into} respecified`, value)
  else reading.disk[into] = word
}

function complain(reading: Reading, words: string, near?: Piece): void {
  const { session, whole } = reading
  const piece = near ?? whole
  reading.fault ??= piece
  const place = near ? `: near \`${near.text}'` : ''
  const head = `${session.file}: config parsing error in disk specification`
  say(session, `${head}: ${words}${place} in \`${whole.text}'`, { piece })
}

function withoutComma(piece: Piece): Piece {
  return piece.text.endsWith(',') ? slice(piece, 0, piece.text.length - 1) : piece
}
