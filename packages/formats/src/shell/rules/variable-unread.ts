import { foreign, isLinuxWord, option as optionOf, within } from '@xenlint/catalogue'
import type { Origin } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { isVariable, shellFileOf } from '../outcome.js'

/** The shell sets whatever it is told to; a name that is misspelt is set as well, and changes nothing. */
export const variableUnread: Rule = {
  id: 'variable-unread',
  summary: 'A variable that nothing on a Debian host reads.',
  severity: 'warning',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnread
}

function* findUnread(context: Context): Iterable<Finding> {
  const used = usedNames(context.text)
  const judged = new Map<string, Judged | undefined>()
  for (const { name, nameOrigin: at } of context.settings) {
    if (used.has(name)) continue
    if (!judged.has(name)) judged.set(name, judge(context, name))
    const found = judged.get(name) ?? alone(context, name, at)
    if (!found) continue
    const { guess, ...finding } = found
    yield {
      ...finding,
      at,
      ...(guess !== undefined && { fixes: [rename(at, guess, context.option(guess)?.summary)] })
    }
  }
}

interface Judged extends Pick<Finding, 'case' | 'severity' | 'message'> {
  readonly guess?: string
}

function judge(context: Context, name: string): Judged | undefined {
  const { option, nearest, format, release, settings, tree, file } = context
  const row = option(name)
  if (row && within(row, release.xen)) return undefined
  if (row) return { case: 'release', severity: 'hint', message: `Nothing reads \`${name}\`.` }
  const known = foreign(format, name)
  if (known)
    return {
      case: 'foreign',
      severity: 'hint',
      message: `Nothing on Debian reads \`${name}\`; ${known.tool} does.`
    }
  const capitals = name.toUpperCase()
  if (capitals !== name && option(capitals))
    return {
      case: 'small',
      message: `Nothing reads \`${name}\`; did you mean \`${capitals}\`?`,
      guess: capitals
    }
  const forXen = isForXen(settings, name)
  if (forXen && settings.some((each) => each.name === xenLine))
    return {
      case: 'words',
      message: `Nothing reads \`${name}\`; its words are options of Xen, and belong inside \`${xenLine}\`.`
    }
  const guess = forXen ? xenLine : nearest(name)
  const reader = shellFileOf(tree, file, format)?.reader
  const own = reader !== undefined && isVariable(reader, name)
  if (!own && !(guess && isSlip(name, guess))) return undefined
  if (!guess) return { case: 'unknown', message: `Nothing reads \`${name}\`.` }
  return { case: 'misspelt', message: `Nothing reads \`${name}\`; did you mean \`${guess}\`?`, guess }
}

const xenLine = 'GRUB_CMDLINE_XEN'

// GRUB_CMDLINE_LINUX_XEN="dom0_mem=2048M": no kernel reads such words, whichever name is nearest.
function isForXen(settings: Context['settings'], name: string): boolean {
  const value = settings.findLast((each) => each.name === name)?.value
  if (!name.startsWith('GRUB_CMDLINE') || value?.kind !== 'text') return false
  const words = value.text.split(/\s+/).filter(Boolean)
  const names = words.map((word) => word.replace(/=.*/s, ''))
  return (
    names.length > 0 &&
    names.every((each) => optionOf('xen-command-line', each) && isLinuxWord(each) === false)
  )
}

/** An option of Xen on a line of its own; what stands behind a value is told as a part that was split off. */
function alone({ format, text }: Context, name: string, { start }: Origin): Judged | undefined {
  const opensLine = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 80), start))
  if (format !== 'grub-default' || !opensLine || !optionOf('xen-command-line', name)) return undefined
  return {
    case: 'option',
    message: `\`${name}\` is an option of Xen, and a variable here that nothing reads; it belongs inside \`${xenLine}\`.`
  }
}

function rename({ start, end }: Origin, guess: string, summary = ''): Fix {
  const says = summary.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '')
  const title = `Change to \`${guess}\`, which is read then${says && `: ${says}`}`
  return { title, edits: [{ start, end, text: guess }], safe: false }
}

/** Variables of one's own: they are used further on, or handed to other programs. */
function usedNames(text: string): Set<string> {
  const used = new Set<string>()
  for (const [, name = ''] of text.matchAll(/\$\{?#?([A-Za-z_][A-Za-z0-9_]*)/g)) used.add(name)
  for (const [, words = ''] of text.matchAll(/\bexport[ \t]([^\n#]*)/g))
    for (const [name] of words.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) used.add(name)
  return used
}

// In capitals and with an underscore, as helpers of one's own seldom are so near to a known name.
function isSlip(name: string, guess: string): boolean {
  return name.includes('_') && name === name.toUpperCase() && Math.abs(name.length - guess.length) <= 1
}
