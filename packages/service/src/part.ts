import { type Option, option, type Parameter, type Specification, specifications } from '@xenlint/catalogue'

/** A part of a value that holds several: `bridge=xenbr0` of `mac=00:16:3e:01:02:03,bridge=xenbr0`. */
export interface Part {
  readonly start: number
  readonly end: number
  /** What stands before the first `=`; the part itself where it has none. */
  readonly name: string
  /** Where the value of a named part starts. */
  readonly valueStart?: number
}

/** The parts of a content that starts at an offset. */
export function partsOf(content: string, start: number, separator: string): Part[] {
  const parts: Part[] = []
  for (const { index, 0: piece } of content.matchAll(separator === ' ' ? /[^ \t\r\n\\]*/g : /[^,]*/g)) {
    const lead = piece.length - piece.trimStart().length
    const from = start + index + lead
    const part = piece.trim()
    if (part === '' && parts.at(-1)?.end === from) continue
    const equals = part.indexOf('=')
    parts.push({
      start: from,
      end: from + part.length,
      name: equals < 0 ? part : part.slice(0, equals).trimEnd(),
      ...(equals < 0 ? {} : { valueStart: from + equals + 1 })
    })
  }
  return parts
}

/** The language of the strings of an option, where it has one of its own. */
export function specificationOf(name: string): Specification | undefined {
  return specifications().find(({ options }) => options.includes(name))
}

/** The parameter that a part stands for: by its name, or by its place among those without one. */
export function parameterOf(
  { positional = [], parameters = [] }: Specification,
  parts: readonly Part[],
  part: Part
): Parameter | undefined {
  const named = parameters.find(({ name }) => name === part.name)
  if (named || part.valueStart !== undefined) return named
  const unnamed = parts.filter(({ valueStart }) => valueStart === undefined)
  const place = positional[unnamed.indexOf(part)]
  return parameters.find(({ name }) => name === place)
}

/** Variables whose words are options of the hypervisor. */
const commandLines: ReadonlySet<string> = new Set(['GRUB_CMDLINE_XEN', 'GRUB_CMDLINE_XEN_DEFAULT'])

/** The table of the words inside a value, where they are options themselves. */
export function commandLineOf(name: string): string | undefined {
  return commandLines.has(name) ? 'xen-command-line' : undefined
}

/** The row of a word of a command line. */
export function wordOf(tableId: string, { name }: Part): Option | undefined {
  return option(tableId, name) ?? option(tableId, name.replace(/^no-/, ''))
}
