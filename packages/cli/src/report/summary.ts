import type { Paint } from '../paint.js'
import { countsOf, isShown, problemsIn, type Report, type View } from '../report.js'
import { wrap } from '../wrap.js'

/** The last lines of a report: what was found, what can be mended, what is not shown. */
export function summaryOf(report: Report, view: View, style: Paint): string {
  const { quiet, verbose, width } = view
  const { error, warning, hint } = countsOf(report)
  const files = report.groups.reduce((sum, group) => sum + group.files.length, 0)
  if (files === 0) return 'Nothing was checked.'
  const told = [
    ...(error > 0 ? [style.severity.error(counted(error, 'error'))] : []),
    ...(warning > 0 && !quiet ? [style.severity.warning(counted(warning, 'warning'))] : []),
    ...(hint > 0 && verbose ? [style.severity.hint(counted(hint, 'hint'))] : [])
  ]
  const nothing = quiet ? 'No errors' : 'No errors and no warnings'
  const first = told.length > 0 ? told.join(', ') : style.severity.hint(nothing)
  const lines = [`${first} in ${counted(files, 'file')}.`]
  const fixed = fixedWords(report)
  if (fixed) lines.unshift(style.remedy(fixed))
  const help = helpOf(report, view)
  if (help !== '') lines.push(...wrap(help, width))
  return lines.join('\n')
}

function fixedWords({ fixed }: Report): string | undefined {
  if (fixed.findings === 0) return undefined
  return `Fixed ${counted(fixed.findings, 'finding')} in ${counted(fixed.files.length, 'file')}.`
}

function helpOf(report: Report, view: View): string {
  let safe = 0
  let suggested = 0
  let hints = 0
  for (const { severity, fixes } of problemsIn(report)) {
    if (severity === 'hint') hints++
    if (fixes.some((fix) => fix.safe)) safe++
    else if (fixes.length > 0 && isShown(severity, view)) suggested++
  }
  return [
    safe > 0 ? `${safe} ${safe === 1 ? 'is' : 'are'} safe to fix: --fix (--diff shows how).` : '',
    suggested > 0
      ? `${suggested} ${suggested === 1 ? 'has a suggested fix' : 'have suggested fixes'}: --unsafe-fixes.`
      : '',
    hints > 0 && !view.verbose && !view.quiet ? `${counted(hints, 'hint')} more: -v.` : ''
  ]
    .filter(Boolean)
    .join(' ')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
