import { type Line, linesOf, originIn, type Setting, splitLine, wordsOf } from '@xenlint/model'
import type { Root } from '@xenlint/syntax'
import { type Mention, mentionIn, type Named } from './mention.js'

/** A text of a host, read. */
export interface ReadText {
  readonly file: string
  readonly text: string
  readonly tree: Root
  readonly settings: readonly Setting[]
}

/** What `/etc/network/interfaces` and the files that it sources write of interfaces and of their addresses. */
export function* interfacesMentions(read: ReadText): Iterable<Mention> {
  for (const line of linesOf(read.tree)) yield* inLine(line, read)
  for (const setting of read.settings) if (setting.section) yield* inOption(setting, read)
}

/** `auto xenbr0`, `iface xenbr0 inet static`, `mapping eth0`, `rename old=new`. */
function* inLine(line: Line, read: ReadText): Iterable<Mention> {
  const { first } = splitLine(line)
  const [, ...words] = wordsOf(line)
  const word = first.text
  const isHeading = line.branch.type === 'heading'
  if (isHeading && word === 'iface') {
    const inherits = words.findIndex(({ text }) => text === 'inherits')
    for (const [index, each] of words.entries()) {
      if (index !== 0 && (inherits < 0 || index !== inherits + 1)) continue
      yield* inWords(line, each, read, index === 0)
    }
  } else if (isHeading || ['class', 'exception', 'rename'].includes(line.branch.type)) {
    for (const each of words) yield* inWords(line, each, read, false)
  }
}

// `eth0=home` are two names; a pattern is none.
function* inWords(
  line: Line,
  { text, start }: { readonly text: string; readonly start: number },
  { file, text: source }: ReadText,
  defines: boolean
): Iterable<Mention> {
  if (text.startsWith('/') || /[*?[\]]/.test(text)) return
  const origin = originIn(line, { text, start }, file)
  for (const { index, 0: name } of text.matchAll(/[^=]+/g))
    yield* mentionIn(
      { text: line.text, map: line.map, origin },
      start + index,
      start + index + name.length,
      { file, text: source },
      { kind: 'interface', key: name, defines }
    )
}

/** Options whose words are interfaces. */
const naming =
  /^(?:bridge[-_]ports|bond[-_](?:slaves|master|primary)|slaves|vlan[-_]raw[-_]device|raw[-_]device|map)$/

/** Options among whose words interfaces may be: hooks, whose commands name them, and settings of single ports. */
const perhapsNaming =
  /^(?:(?:pre-|post-)?(?:up|down)|bridge[-_](?:hw|pathcost|portprio|hairpin|access|vids)|tunnel[-_]?(?:physdev|dev)|(?:ppp[-_])?physdev|link[-_]?(?:dev)?)$/

const addressing = /^(?:hwaddress|bridge[-_]hw|macvlan[-_]mac|ether)$/

/** Words of `bridge_ports` that say which ports and are none. */
const portWords = /^(?:none|all|regex|noregex)$/

function* inOption({ name, value }: Setting, { file, text }: ReadText): Iterable<Mention> {
  if (value.kind !== 'text') return
  const source = { file, text }
  if (addressing.test(name))
    for (const { index, 0: word } of value.text.matchAll(/\S+/g)) {
      const key = macOf(word)
      if (key !== undefined)
        yield* mentionIn(value, index, index + word.length, source, { kind: 'mac', key, defines: false })
    }
  if (naming.test(name)) {
    if (/(?:^|\s)regex(?:\s|$)/.test(value.text)) return
    for (const { index, 0: word } of value.text.matchAll(/[^\s]+/g))
      if (!portWords.test(word))
        yield* mentionIn(value, index, index + word.length, source, interfaceNamed(word))
  } else if (perhapsNaming.test(name)) {
    for (const { index, name: word } of commandWords(value.text))
      yield* mentionIn(value, index, index + word.length, source, {
        ...interfaceNamed(word),
        isLoose: true,
        ...(ownWords.has(word) && { fixed: 'may be a word of the command as well' })
      })
  }
}

function interfaceNamed(name: string): Named {
  return { kind: 'interface', key: name, defines: false }
}

/** Words of network commands that an interface may be called as well. */
const ownWords = new Set(
  'add addbr addif address bond bridge brctl default del dev down eth ethtool get ip link lo main mangle master mtu name nat net off on port raw route set show src table type up via vlan vlans'.split(
    ' '
  )
)

/** The words of a command in which a name may stand; parts of paths only where the kernel lists interfaces. */
function* commandWords(text: string): Iterable<{ readonly index: number; readonly name: string }> {
  for (const { index, 0: word } of text.matchAll(/[^\s;|&"'`$(){}<>=,]+/g)) {
    const kernel = /^\/(?:proc\/sys\/net|sys\/(?:class|devices\/virtual)\/net)\//.test(word)
    if (!kernel) yield { index, name: word }
    else
      for (const part of word.matchAll(/[^/]+/g))
        if (part.index > 10) yield { index: index + part.index, name: part[0] }
  }
}

/** An address as all its spellings have it; nothing of what is none. */
export function macOf(word: string): string | undefined {
  const bytes = word.trim().split(':')
  if (bytes.length !== 6 || !bytes.every((byte) => /^[0-9a-f]{1,2}$/i.test(byte))) return undefined
  return bytes.map((byte) => byte.toLowerCase().padStart(2, '0')).join(':')
}
