import { interfaceMethods, nearestOf } from '@xenlint/catalogue'
import { linesOf, type Refusal, splitLine } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { removal, replacement } from '../edits.js'
import { type Reading, readingOf } from '../reading.js'

/** One line that ifup cannot read, and it reads nothing of the file. */
export const interfacesRefused: Rule = {
  id: 'interfaces-refused',
  summary: 'A line that makes ifup refuse the whole file.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findRefusals
}

function* findRefusals(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  // A template comes this far only where somebody asks for it to be read as it stands.
  if (reading.dialect.id !== 'classic' && reading.dialect.id !== 'template') return
  for (const refusal of reading.refusals) {
    const mayBeKnown = refusal.case === 'parent-unknown' && reading.unknownSources.length > 0
    const isComment = refusal.case === 'word-extra' && context.text[refusal.at.start] === '#'
    if (!mayBeKnown && !isComment && refusal.case !== 'source-folder')
      yield finding(context, refusal, reading)
  }
}

function finding(context: Context, refusal: Refusal, reading: Reading): Finding {
  const { fact, meant, fixes, related = [] } = explain(context, refusal, reading)
  if (!refusal.fatal)
    return {
      case: refusal.case,
      at: refusal.at,
      severity: 'warning',
      message: `${fact}, so ifup ignores it.`
    }
  const end = isSourced(context.file)
    ? 'so ifup drops the rest of this file'
    : 'so ifup refuses the file and configures nothing'
  return {
    case: refusal.case,
    at: refusal.at,
    message: `${fact}, ${end}${meant ? `; did you mean \`${meant}\`?` : '.'}`,
    fixes,
    related
  }
}

function isSourced(file: string): boolean {
  return /(^|\/)interfaces\.d\//.test(file)
}

interface Explanation {
  /** The beginning of a sentence. */
  readonly fact: string
  readonly meant?: string
  readonly fixes: readonly Fix[]
  readonly related?: Finding['related']
}

function explain(context: Context, refusal: Refusal, reading: Reading): Explanation {
  const word = context.text.slice(refusal.at.start, refusal.at.end)
  switch (refusal.case) {
    case 'name-missing':
      return { fact: 'The line names no interface', fixes: [] }
    case 'family-unknown':
      return family(refusal, word)
    case 'method-unknown':
      return method(context, refusal, word)
    case 'word-extra':
      return { fact: `\`${word}\` has no meaning behind the method`, fixes: [] }
    case 'parent-missing':
      return { fact: '`inherits` names no interface', fixes: [] }
    case 'parent-unknown':
      return guess(
        `No stanza above defines \`${word}\``,
        refusal,
        nearestOf(
          reading.ifaces.map(({ name }) => name),
          word
        )
      )
    case 'option-misplaced':
      return misplaced(context, refusal, word)
    case 'value-missing':
      return {
        fact: `\`${word}\` has no value`,
        fixes: [removal(context.text, refusal.at, 'Remove the line')]
      }
    case 'script-repeated':
      return {
        fact: 'The mapping has a script already',
        fixes: [removal(context.text, refusal.at, 'Remove the line; the first script counts')]
      }
    case 'source-folder':
      return { fact: `\`${word}\` is a folder`, fixes: [] }
  }
}

const families = ['inet', 'inet6', 'can', 'ipx']

function family({ at }: Refusal, word: string): Explanation {
  if (/^iface\s/.test(word)) return { fact: 'The line has neither a family nor a method', fixes: [] }
  if (!interfaceMethods().some((row) => row.method === word))
    return guess(`\`${word}\` is no address family`, { at }, nearestOf(families, word))
  return {
    fact: `Before \`${word}\` stands no address family`,
    fixes: [
      { title: 'Insert `inet`', edits: [{ start: at.start, end: at.start, text: 'inet ' }], safe: false }
    ]
  }
}

function method({ text }: Context, { at }: Refusal, word: string): Explanation {
  if (/^iface\s/.test(word)) return { fact: 'The line has no method', fixes: [] }
  const before = text.slice(0, at.start).trimEnd().split(/\s/).at(-1)
  const methods = interfaceMethods().filter((row) => row.family === before)
  const known = nearestOf(
    methods.map((row) => row.method),
    word
  )
  return guess(`\`${word}\` is no method of \`${before}\``, { at }, known)
}

function misplaced(context: Context, { at, line: number }: Refusal, word: string): Explanation {
  if (word.startsWith('\uFEFF')) {
    const edits = [{ start: at.start, end: at.start + 1, text: '' }]
    return {
      fact: `The byte order mark is a part of \`${word.slice(1)}\``,
      fixes: [{ title: 'Remove the byte order mark', edits, safe: false }]
    }
  }
  const keyword = nearestOf(['iface', 'auto', 'mapping', 'source', 'allow-hotplug'], word)
  if (keyword) return guess(`\`${word}\` stands in no stanza`, { at }, keyword)
  const ender = enderBefore(context, number ?? 0)
  if (!ender) return { fact: `\`${word}\` stands in no stanza`, fixes: [] }
  const related = [{ at: ender.at, message: `\`${ender.word}\` ends the stanza above.` }]
  return {
    fact: `\`${word}\` stands in no stanza, as \`${ender.word}\` ended the one above`,
    fixes: [],
    related
  }
}

/** The line that ended the stanza above a line, where one did. */
function enderBefore(
  { tree, file }: Context,
  number: number
): { at: Refusal['at']; word: string } | undefined {
  let hasStanza = false
  let ender: { at: Refusal['at']; word: string } | undefined
  for (const line of linesOf(tree)) {
    if (line.number >= number) break
    if (line.stanza) {
      hasStanza = true
      ender = undefined
    } else if (hasStanza) {
      const { start, end } = line.branch
      ender ??= { at: { file, start, end }, word: splitLine(line).first.text }
    }
  }
  return ender
}

function guess(fact: string, { at }: Pick<Refusal, 'at'>, meant: string | undefined): Explanation {
  return meant ? { fact, meant, fixes: [replacement(at, meant)] } : { fact, fixes: [] }
}
