import type { Iface, OptionLine } from '../interfaces/index.js'
import type { Origin } from '../origin.js'

/** A word of `bridge_ports` as the hook of bridge-utils takes it: a name, or an expression that names match. */
export type PortWord =
  | { readonly name: string; readonly origin: Origin; readonly isRemark?: true }
  | { readonly pattern: string; readonly origin: Origin }

/** The ports that a stanza wants for its bridge; `undefined` where the hook makes no bridge of it. */
export function portWords(iface: Iface): readonly PortWord[] | undefined {
  const spelling = iface.options.findLast(({ name }) => variableOf(name) === 'BRIDGE_PORTS')?.name
  if (spelling === undefined) return undefined
  const words = linesOf(iface, spelling).flatMap(placedWords)
  if (words.length === 1 && words[0]?.name === 'none') return []
  return [...read(words)]
}

/** The name of an option as hooks see it, behind `IF_`. */
function variableOf(name: string): string {
  return name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/[^A-Z0-9_]/g, '')
}

/** Lines of one spelling are glued, those of the stanza that it inherits from first. */
function linesOf({ lines, inherits }: Iface, spelling: string): OptionLine[] {
  const above = inherits ? linesOf(inherits, spelling) : []
  return [...above, ...lines.filter(({ name }) => name === spelling)]
}

interface Word {
  readonly name: string
  readonly origin: Origin
}

function placedWords({ value, valueOrigin }: OptionLine): Word[] {
  // A line that was folded leads back as a whole only.
  const isPlain = valueOrigin.end - valueOrigin.start === value.length
  return [...value.matchAll(/\S+/g)].map(({ 0: name, index }) => ({
    name,
    origin: isPlain
      ? { ...valueOrigin, start: valueOrigin.start + index, end: valueOrigin.start + index + name.length }
      : valueOrigin
  }))
}

/** What `all` stands for. */
const usual = ['eth.*', 'em.*', 'en.*', 'p[0-9].*']

function* read(words: readonly Word[]): Iterable<PortWord> {
  let isPattern = false
  // To the hook a remark behind ports is more ports.
  let isRemark = false
  for (const { name, origin } of words) {
    isRemark ||= name.startsWith('#')
    if (name === 'regex' || name === 'noregex') isPattern = name === 'regex'
    else if (name === 'all') {
      for (const pattern of usual) yield { pattern, origin }
      isPattern = false
    } else if (isPattern) yield { pattern: name, origin }
    else yield { name, origin, ...(isRemark && { isRemark }) }
  }
}
