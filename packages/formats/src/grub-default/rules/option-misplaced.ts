import { isLinuxWord, within } from '@xenlint/catalogue'
import { type Setting, type XenOption, xenOptionRow } from '@xenlint/model'
import { type Context, type Finding, type Fix, type Rule, withoutStatement } from '@xenlint/validator'
import { type CommandLine, linesOf, linuxLines, optionsOf, xenLines } from '../../xen-command-line/words.js'

/** Xen and the kernel of dom0 have a line each, and neither reads the other's. */
export const optionMisplaced: Rule = {
  id: 'option-misplaced',
  summary: "An option of Xen on the kernel's line, or the reverse: it has no effect there.",
  severity: 'warning',
  formats: ['grub-default'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findMisplaced
}

function* findMisplaced(context: Context): Iterable<Finding> {
  const { settings, release } = context
  for (const line of linesOf(settings, xenLines))
    for (const word of optionsOf(line.line)) {
      const { name, isNegated = false } = word
      const row = xenOptionRow(name, isNegated)
      if ((row && within(row, release.xen)) || isLinuxWord(nameOf(word)) !== true) continue
      const message = `\`${name}\` is read by the kernel, and Xen's line does not reach it.`
      yield found('linux', word, message, move(context, line, word, linuxLines))
    }
  for (const line of linesOf(settings, linuxLines))
    for (const word of optionsOf(line.line)) {
      const row = xenOptionRow(word.name, word.isNegated)
      if (!row || !within(row, release.xen) || isLinuxWord(nameOf(word)) || isLinuxWord(row.name)) continue
      const message = `\`${word.name}\` is read by Xen, and the kernel's line does not reach it.`
      yield found('xen', word, message, move(context, line, word, xenLines))
    }
}

function nameOf({ name, isNegated }: XenOption): string {
  return isNegated ? `no-${name}` : name
}

function found(kind: string, { origin: at }: XenOption, message: string, fixes: Fix[]): Finding {
  return { case: kind, at, message, fixes }
}

/** Takes the word to the other line, where this file writes that in quotes. */
function move(
  { settings, text, file }: Context,
  { setting }: CommandLine,
  word: XenOption,
  to: readonly string[]
): Fix[] {
  const { origin } = word
  const written = text.slice(origin.start, origin.end)
  const target = to
    .map((name) => settings.findLast((each) => each.name === name))
    .find((each) => each && isQuoted(each, text))
  if (!target || origin.file !== file || !isPlain(setting, origin, text) || /[\s'"\\$`]/.test(written))
    return []
  const end = target.value.origin.end - 1
  const isEmpty = target.value.kind === 'text' && target.value.text === ''
  return [
    {
      title: `Move it to \`${target.name}\`, where it takes effect`,
      edits: [withoutStatement(text, origin), { start: end, end, text: isEmpty ? written : ` ${written}` }],
      safe: false
    }
  ]
}

function isQuoted({ value, operation }: Setting, text: string): boolean {
  const source = text.slice(value.origin.start, value.origin.end)
  return operation === 'set' && value.kind === 'text' && /^("[^"\\]*"|'[^']*')$/.test(source)
}

function isPlain({ value }: Setting, { start, end }: { start: number; end: number }, text: string): boolean {
  return value.origin.start < start && end < value.origin.end && text.slice(start, end).length > 0
}
