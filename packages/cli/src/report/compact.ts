import { lineIndex, pointAt } from '@xenlint/syntax'
import { isShown, type Report, type View } from '../report.js'
import { secretsOf } from '../secrets.js'
import { harmless } from './frame.js'

/** One line a finding, for editors and `grep`: path, line, column, severity, message, rule. */
export function compact(report: Report, view: View): string {
  const rows: string[] = []
  for (const { files } of report.groups) {
    for (const { path, text, problems, secretNames } of files) {
      if (problems.length === 0) continue
      const lines = lineIndex(text)
      const secrets = secretsOf(text, secretNames)
      for (const { at, severity, message, rule } of problems) {
        if (!isShown(severity, view)) continue
        const { line, column } = pointAt(lines, at.start)
        rows.push(`${path}:${line}:${column}: ${severity}: ${secrets.hide(harmless(message))} [${rule}]\n`)
      }
    }
  }
  return rows.join('')
}
