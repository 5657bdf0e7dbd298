import { interfaceMethods } from '@xenlint/catalogue'
import { firstBytes } from '../bytes.js'
import { type Line, originIn, wordsOf } from './line.js'
import type { Refusal, RefusalCase } from './refusal.js'
import { type Iface, type OptionLine, type OptionStore, optionStore } from './stanza.js'

/** An `iface` line as read: the stanza it opens, and what ifup says of it. */
export interface Heading {
  readonly open?: {
    readonly iface: Iface
    readonly lines: OptionLine[]
    readonly options: OptionStore
    /** True where it keeps ifup from adding a stanza for `lo`. */
    readonly loopback: boolean
  }
  readonly refusal?: Refusal
}

const loopbacks = new Set(['inet loopback', 'inet6 loopback'])

/** Reads `iface NAME FAMILY METHOD [inherits OTHER]`; family and method may come from the other. */
export function readHeading(
  line: Line,
  file: string,
  stanza: (name: string, family: string | undefined) => Iface | undefined
): Heading {
  const words = wordsOf(line).slice(1)
  const [name, second, third] = words.map(({ text }) => parameter(text))
  const refuse = (case_: RefusalCase, message: string, word: number): Heading => ({
    refusal: refusal(line, file, case_, message, word)
  })
  if (name === undefined) return refuse('name-missing', 'too few parameters for iface line', 0)

  const family = second !== undefined && knows(second) ? second : undefined
  const method = family && third !== undefined && knows(family, third) ? third : undefined
  if (!family && second !== 'inherits')
    return refuse('family-unknown', 'unknown or no address type and no inherits keyword specified', 1)
  if (family && !method && third !== 'inherits')
    return refuse('method-unknown', 'unknown or no method and no inherits keyword specified', 2)

  const behind = family && method ? 3 : family ? 2 : 1
  const extra = words[behind]
  const inherits = extra && parameter(extra.text) === 'inherits'
  if (extra && !inherits) {
    const said = `extra parameter for the iface line not understood and ignored: ${parameter(extra.text)}`
    const opened = openStanza(line, file, name, family ?? '', method ?? '')
    return { open: opened, refusal: { ...refusal(line, file, 'word-extra', said, behind), fatal: false } }
  }
  if (!inherits) return { open: openStanza(line, file, name, family ?? '', method ?? '') }

  const parent = words[behind + 1]
  if (!parent) return refuse('parent-missing', `'inherits' keyword is missing a parameter`, behind)
  const target = parameter(parent.text)
  const other = stanza(target, family)
  if (!other)
    return refuse('parent-unknown', `unknown iface to inherit from: ${target} (${family ?? '*'})`, behind + 1)
  return { open: openStanza(line, file, name, family ?? other.family, method ?? other.method, other, method) }
}

function knows(family: string, method?: string): boolean {
  return interfaceMethods().some(
    (each) => each.family === family && (method === undefined || each.method === method)
  )
}

/** A word as the reader keeps it: its first 79 bytes. */
export function parameter(word: string): string {
  return firstBytes(word, 79)
}

function openStanza(
  line: Line,
  file: string,
  name: string,
  family: string,
  method: string,
  inherits?: Iface,
  written: string | undefined = method
): NonNullable<Heading['open']> {
  const lines: OptionLine[] = []
  const options = optionStore(inherits?.options ?? [])
  const nameWord = wordsOf(line)[1] ?? { text: '', start: 0 }
  const iface: Iface = {
    name,
    family,
    method,
    origin: originIn(line, { text: line.text, start: 0 }, file),
    nameOrigin: originIn(line, nameWord, file),
    ...(inherits ? { inherits } : {}),
    lines,
    options: options.options
  }
  return { iface, lines, options, loopback: loopbacks.has(`${family} ${written}`) }
}

/** A refusal at a word behind `iface`, or at the line where there is none. */
function refusal(line: Line, file: string, case_: RefusalCase, message: string, index: number): Refusal {
  const word = wordsOf(line)[index + 1]
  const at = originIn(line, word ?? { text: line.text, start: 0 }, file)
  return { case: case_, message, file, line: line.number, fatal: true, at }
}
