import { type Option, option, type Parameter, type Specification } from '@xenlint/catalogue'
import type { Part } from './inside.js'

/** A word of a command line: `loglvl=all` of `loglvl=all dom0_mem=1024M`. */
export interface CommandWord {
  readonly start: number
  readonly end: number
  /** What stands before the first `=`; the word itself where it has none. */
  readonly name: string
  /** Where the value of a named word starts. */
  readonly valueStart?: number
}

/** The words of a content that starts at an offset. */
export function wordsOf(content: string, start: number): CommandWord[] {
  const words: CommandWord[] = []
  for (const { index, 0: word } of content.matchAll(/[^ \t\r\n\\]*/g)) {
    const from = start + index
    if (word === '' && words.at(-1)?.end === from) continue
    const equals = word.indexOf('=')
    words.push({
      start: from,
      end: from + word.length,
      name: equals < 0 ? word : word.slice(0, equals),
      ...(equals < 0 ? {} : { valueStart: from + equals + 1 })
    })
  }
  return words
}

/** Places that another word names where they have one. */
const otherNames: Readonly<Record<string, string>> = { address: 'bdf', slot: 'vslot' }

/** The parameter that a part stands for: by its key, by itself, or by its place. */
export function parameterOf(
  { parameters = [], bare }: Specification,
  { type, name }: Part
): Parameter | undefined {
  const isNamed = type === 'pair' || type === 'flag' || type === 'word'
  const word = bare ? name.replace(/^!/, '') : name
  const wanted = isNamed ? word : (otherNames[type] ?? type)
  return parameters.find((each) => each.name === wanted)
}

/** Variables whose words are options of the hypervisor. */
const commandLines: ReadonlySet<string> = new Set(['GRUB_CMDLINE_XEN', 'GRUB_CMDLINE_XEN_DEFAULT'])

/** The table of the words inside a value, where they are options themselves. */
export function commandLineOf(name: string): string | undefined {
  return commandLines.has(name) ? 'xen-command-line' : undefined
}

/** The row of a word of a command line. */
export function wordOf(tableId: string, { name }: CommandWord): Option | undefined {
  return option(tableId, name) ?? option(tableId, name.replace(/^no-/, ''))
}
