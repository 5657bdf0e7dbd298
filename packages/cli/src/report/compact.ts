import type { Report, View } from '../report.js'
import { harmless } from './frame.js'
import { placed } from './placed.js'

/** One line a finding, for editors and `grep`: path, line, column, severity, message, rule. */
export function compact(report: Report, view: View): string {
  return [...placed(report, view)]
    .map(({ path, start, message, problem: { severity, rule } }) => {
      return `${path}:${start.line}:${start.column}: ${severity}: ${harmless(message)} [${rule}]\n`
    })
    .join('')
}
