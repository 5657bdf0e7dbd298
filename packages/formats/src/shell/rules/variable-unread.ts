import { foreign, within } from '@xenlint/catalogue'
import type { Setting } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
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
  const { settings, text } = context
  for (const setting of settings) {
    if (isUsed(setting, text)) continue
    const finding = judge(context, setting)
    if (finding) yield { at: setting.nameOrigin, ...finding }
  }
}

function judge(
  { option, nearest, format, release, tree, file }: Context,
  { name, nameOrigin }: Setting
): Omit<Finding, 'at'> | undefined {
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
  const guess = nearest(name)
  const reader = shellFileOf(tree, file, format)?.reader
  const own = reader !== undefined && isVariable(reader, name)
  if (!own && !(guess && isSlip(name, guess))) return undefined
  if (!guess) return { case: 'unknown', message: `Nothing reads \`${name}\`.` }
  return {
    case: 'misspelt',
    message: `Nothing reads \`${name}\`; did you mean \`${guess}\`?`,
    fixes: [
      {
        title: `Change to \`${guess}\`, which is read then`,
        edits: [{ start: nameOrigin.start, end: nameOrigin.end, text: guess }],
        safe: false
      }
    ]
  }
}

// A variable of the user's own is used further on, or handed to other programs.
function isUsed({ name }: Setting, text: string): boolean {
  return new RegExp(
    `\\$\\{?#?${name}(?![A-Za-z0-9_])|\\bexport[ \\t][^\\n#]*\\b${name}(?![A-Za-z0-9_])`
  ).test(text)
}

// In capitals and with an underscore, as helpers of one's own seldom are so near to a known name.
function isSlip(name: string, guess: string): boolean {
  return name.includes('_') && name === name.toUpperCase() && Math.abs(name.length - guess.length) <= 1
}
