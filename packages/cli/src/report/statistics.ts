import type { Paint } from '../paint.js'
import { problemsIn, type Report } from '../report.js'

/** How often each rule speaks, the most frequent first, and how many of those can be fixed. */
export function statisticsOf(report: Report, style: Paint): string {
  const rows = new Map<
    string,
    { severity: 'error' | 'warning' | 'hint'; rule: string; count: number; safe: number }
  >()
  for (const { rule, severity, fixes } of problemsIn(report)) {
    const key = `${severity} ${rule}`
    const row = rows.get(key) ?? { severity, rule, count: 0, safe: 0 }
    row.count++
    if (fixes.some((fix) => fix.safe)) row.safe++
    rows.set(key, row)
  }
  return [...rows.values()]
    .sort((one, other) => other.count - one.count || (one.rule < other.rule ? -1 : 1))
    .map(({ severity, rule, count, safe }) => {
      const word = style.severity[severity](severity.padEnd(7))
      return `${String(count).padStart(6)}  ${word}  ${rule}${safe > 0 ? `  (${safe} safe to fix)` : ''}`
    })
    .join('\n')
}
