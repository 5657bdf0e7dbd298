import type { Severity } from '@xenlint/validator'
import type { Report, View } from '../report.js'
import { type Placed, placed } from './placed.js'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' }

/** Workflow commands, which GitHub Actions shows beside the lines of a change. */
export function github(report: Report, view: View): string {
  return [...placed(report, view)].map(command).join('')
}

function command({ path, start, end, message, problem: { severity, rule } }: Placed): string {
  const place = [
    `file=${property(path)}`,
    `line=${start.line}`,
    `endLine=${end.line}`,
    // GitHub takes columns only where a finding stays on its line.
    ...(end.line === start.line ? [`col=${start.column}`, `endColumn=${end.column}`] : []),
    `title=${property(rule)}`
  ]
  return `::${commands[severity]} ${place.join(',')}::${content(message)}\n`
}

function content(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return content(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
