import { lineIndex, pointAt } from '@xenlint/syntax'
import type { Severity } from '@xenlint/validator'
import { isShown, type Report, type View } from '../report.js'
import { secretsOf } from '../secrets.js'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' }

/** Workflow commands, which GitHub Actions shows beside the lines of a change. */
export function github(report: Report, view: View): string {
  const rows: string[] = []
  for (const { files } of report.groups) {
    for (const { path, text, problems, secretNames } of files) {
      if (problems.length === 0) continue
      const lines = lineIndex(text)
      const secrets = secretsOf(text, secretNames)
      for (const { at, severity, message, rule } of problems) {
        if (!isShown(severity, view)) continue
        const start = pointAt(lines, at.start)
        const end = pointAt(lines, at.end)
        const place = [
          `file=${property(path)}`,
          `line=${start.line}`,
          `endLine=${end.line}`,
          // GitHub takes columns only where a finding stays on its line.
          ...(end.line === start.line ? [`col=${start.column}`, `endColumn=${end.column}`] : []),
          `title=${property(rule)}`
        ]
        rows.push(`::${commands[severity]} ${place.join(',')}::${content(secrets.hide(message))}\n`)
      }
    }
  }
  return rows.join('')
}

function content(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return content(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
