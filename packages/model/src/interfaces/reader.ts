import type { Root } from '@xenlint/syntax'
import type { Origin } from '../origin.js'
import { parameter, readHeading } from './heading.js'
import { type Line, linesOf, originIn, splitLine, type Word, wordsOf } from './line.js'
import { printed, type Refusal, type RefusalCase } from './refusal.js'
import { filesOf, type SourceLookup, type SourceStep } from './source.js'
import {
  type Iface,
  type Mapping,
  type Named,
  type OptionLine,
  type OptionStore,
  store,
  storedName
} from './stanza.js'

/** What ifup has in hand when it has read a file and those that it sources. */
export interface InterfacesReading {
  /** What it says on the way, in order; after a fatal one the rest of that file is not read. */
  readonly refusals: readonly Refusal[]
  /** All that `ifup --verbose` prints meanwhile, but for its own name in front. */
  readonly trace: readonly string[]
  /** False where it ends with an error: something in the top file is fatal. */
  readonly accepted: boolean
  readonly ifaces: readonly Iface[]
  readonly mappings: readonly Mapping[]
  /** `auto` and what `allow-` names, each in order of first mention. */
  readonly classes: ReadonlyMap<string, readonly Named[]>
  readonly noAutoDown: readonly Named[]
  readonly noScripts: readonly Named[]
  readonly renames: readonly Named[]
  /** True unless a stanza with the method `loopback` was read: then ifup adds one for `lo`, first of all. */
  readonly addsLoopback: boolean
  /** Each `source` and `source-directory` line, with what it leads to. */
  readonly sources: readonly SourceLine[]
  /** `source` lines whose files are not known; what they hold is missing here. */
  readonly unknownSources: readonly Origin[]
}

/** The names of a class, `auto` or what stands behind `allow-`, in their order. */
export function membersOf({ classes }: Pick<InterfacesReading, 'classes'>, name: string): string[] {
  return (classes.get(name) ?? []).map((member) => member.name)
}

export interface SourceLine {
  readonly origin: Origin
  readonly steps: readonly SourceStep[]
}

/** A file as the reader is given it, by the name that its messages show. */
export interface InterfacesFile {
  readonly file: string
  readonly tree: Root
}

interface Hand {
  readonly trace: string[]
  readonly lookup: SourceLookup
  readonly seen: Set<string>
  readonly refusals: Refusal[]
  readonly ifaces: Iface[]
  readonly firstOf: Map<string, Iface>
  readonly mappings: Mapping[]
  readonly classes: Map<string, Map<string, Named>>
  readonly noAutoDown: Named[]
  readonly noScripts: Named[]
  readonly renames: Named[]
  readonly sources: SourceLine[]
  readonly unknownSources: Origin[]
  loopback: boolean
  depth: number
}

/** How deep files source one another before it counts as a loop: `./a` in `a` is another name each time. */
const deepest = 40

type OpenStanza =
  | {
      readonly kind: 'iface'
      readonly iface: Iface
      readonly lines: OptionLine[]
      readonly options: OptionStore
    }
  | { readonly kind: 'mapping'; readonly maps: string[]; readonly mapping: { script?: string } }
  | { readonly kind: 'none' }

/** Reads a file as ifupdown 0.8.41 does; `lookup` gives it the files that it sources. */
export function readInterfaces(top: InterfacesFile, lookup: SourceLookup): InterfacesReading {
  const hand: Hand = {
    trace: [],
    lookup,
    seen: new Set(),
    refusals: [],
    ifaces: [],
    firstOf: new Map(),
    mappings: [],
    classes: new Map(),
    noAutoDown: [],
    noScripts: [],
    renames: [],
    sources: [],
    unknownSources: [],
    loopback: false,
    depth: 0
  }
  const accepted = readFile(top, hand)
  const { refusals, ifaces, mappings, noAutoDown, noScripts, renames, sources, unknownSources } = hand
  const classes = new Map([...hand.classes].map(([name, members]) => [name, [...members.values()]] as const))
  const addsLoopback = !hand.loopback
  return {
    trace: hand.trace,
    refusals,
    accepted,
    ifaces,
    mappings,
    classes,
    noAutoDown,
    noScripts,
    renames,
    addsLoopback,
    sources,
    unknownSources
  }
}

function readFile({ file, tree }: InterfacesFile, hand: Hand): boolean {
  hand.seen.add(file)
  let open: OpenStanza = { kind: 'none' }
  for (const line of linesOf(tree)) {
    const next = readLine(line, file, open, hand)
    if (!next) return false
    open = next
  }
  return true
}

/** Reads a line; the stanza that is open behind it, or nothing where it is refused. */
function readLine(line: Line, file: string, open: OpenStanza, hand: Hand): OpenStanza | undefined {
  const { first, rest } = splitLine(line)
  const word = parameter(first.text)
  if (word === 'iface') return openIface(line, file, hand)
  if (word === 'mapping') return openMapping(line, file, rest, hand)
  if (word === 'source' || word.startsWith('source-dir')) return readSources(line, file, word, rest, hand)
  if (word === 'rename') return listNames(line, file, rest, hand.renames)
  if (word === 'no-auto-down') return listOrBare(line, file, rest, hand.noAutoDown, open)
  if (word === 'no-scripts') return listOrBare(line, file, rest, hand.noScripts, open)
  const class_ = word === 'auto' ? 'auto' : /^allow-(.+)$/s.exec(word)?.[1]
  if (class_ !== undefined) return joinClass(line, file, rest, classOf(hand, class_), open)
  return readOption(line, file, { first, rest }, open, hand)
}

function openIface(line: Line, file: string, hand: Hand): OpenStanza | undefined {
  const heading = readHeading(line, file, (name, family) => hand.firstOf.get(`${name}\n${family ?? '*'}`))
  if (heading.refusal) refuse(hand, heading.refusal)
  if (!heading.open) return undefined
  const { iface, lines, options } = heading.open
  hand.ifaces.push(iface)
  for (const key of [`${iface.name}\n*`, `${iface.name}\n${iface.family}`])
    if (!hand.firstOf.has(key)) hand.firstOf.set(key, iface)
  if (heading.open.loopback) hand.loopback = true
  return { kind: 'iface', iface, lines, options }
}

function refuse(hand: Hand, refusal: Refusal): void {
  hand.refusals.push(refusal)
  hand.trace.push(printed(refusal))
}

function openMapping(line: Line, file: string, rest: Word, hand: Hand): OpenStanza {
  const maps: string[] = []
  const mapping: Mapping & { script?: string } = {
    patterns: namesIn(line, file, rest),
    maps,
    origin: originIn(line, { text: line.text, start: 0 }, file)
  }
  hand.mappings.push(mapping)
  return { kind: 'mapping', maps, mapping }
}

function readSources(line: Line, file: string, word: string, rest: Word, hand: Hand): OpenStanza {
  const found = filesOf({ text: rest.text, isFolder: word !== 'source' }, file, hand.lookup)
  hand.sources.push({ origin: originIn(line, rest, file), steps: found.steps })
  for (const { path, isFolder } of found.steps) {
    if (isFolder) hand.trace.push(`reading directory ${path}`)
    else readSource(path, originIn(line, rest, file), hand)
  }
  if (found.unknown) hand.unknownSources.push(originIn(line, rest, file))
  return { kind: 'none' }
}

function readSource(path: string, at: Origin, hand: Hand): void {
  const source = hand.depth < deepest ? hand.lookup.read(path) : 'unknown'
  if (source === 'absent') return
  if (source === 'unknown') {
    hand.unknownSources.push(at)
    return
  }
  hand.trace.push(`parsing file ${path}`)
  if (hand.seen.has(path)) return
  hand.seen.add(path)
  if (source === 'folder') refuse(hand, folderRefusal(path, at))
  else readSourced({ file: path, tree: source }, hand)
}

/** What is fatal in a sourced file costs the rest of that file, no more. */
function readSourced(file: InterfacesFile, hand: Hand): void {
  hand.depth++
  readFile(file, hand)
  hand.depth--
}

function folderRefusal(path: string, at: Origin): Refusal {
  return { case: 'source-folder', message: 'Is a directory', file: path, fatal: false, at }
}

function readOption(
  line: Line,
  file: string,
  { first, rest }: { first: Word; rest: Word },
  open: OpenStanza,
  hand: Hand
): OpenStanza | undefined {
  const misread = (case_: RefusalCase, message: string): undefined => {
    refuse(hand, {
      case: case_,
      message,
      file,
      line: line.number,
      fatal: true,
      at: originIn(line, first, file)
    })
  }
  const name = storedName(parameter(first.text))
  if (open.kind === 'none') return misread('option-misplaced', 'misplaced option')
  if (open.kind === 'mapping') {
    if (name === 'map') open.maps.push(rest.text)
    else if (name !== 'script') return misread('option-misplaced', 'misplaced option')
    else if (open.mapping.script !== undefined)
      return misread('script-repeated', 'duplicate script in mapping')
    else open.mapping.script = rest.text
    return open
  }
  if (rest.text === '') return misread('value-missing', 'option with empty value')
  store(open.options, name, rest.text)
  open.lines.push({
    name,
    value: rest.text,
    line,
    words: { name: first, value: rest },
    origin: originIn(line, { text: line.text, start: 0 }, file),
    nameOrigin: originIn(line, first, file),
    valueOrigin: originIn(line, rest, file)
  })
  return open
}

function listOrBare(line: Line, file: string, rest: Word, list: Named[], open: OpenStanza): OpenStanza {
  if (rest.text !== '' || open.kind !== 'iface') return listNames(line, file, rest, list)
  list.push({ name: open.iface.name, origin: open.iface.nameOrigin })
  return open
}

function listNames(line: Line, file: string, rest: Word, list: Named[]): OpenStanza {
  list.push(...namesIn(line, file, rest))
  return { kind: 'none' }
}

function joinClass(
  line: Line,
  file: string,
  rest: Word,
  members: Map<string, Named>,
  open: OpenStanza
): OpenStanza {
  const bare = rest.text === '' && open.kind === 'iface'
  const named = bare
    ? [{ name: open.iface.name, origin: originIn(line, { text: line.text, start: 0 }, file) }]
    : namesIn(line, file, rest)
  for (const each of named) if (!members.has(each.name)) members.set(each.name, each)
  return bare ? open : { kind: 'none' }
}

function classOf(hand: Hand, name: string): Map<string, Named> {
  const members = hand.classes.get(name) ?? new Map<string, Named>()
  hand.classes.set(name, members)
  return members
}

function namesIn(line: Line, file: string, rest: Word): Named[] {
  return wordsOf(line, rest.start).map((word) => ({
    name: parameter(word.text),
    origin: originIn(line, word, file)
  }))
}
