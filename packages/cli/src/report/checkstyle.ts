import { lineIndex, pointAt } from '@xenlint/syntax'
import type { Severity } from '@xenlint/validator'
import { isShown, type Report, type View } from '../report.js'
import { secretsOf } from '../secrets.js'
import { markup } from './markup.js'

const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'info' }

/** Checkstyle's XML, which many build servers read. */
export function checkstyle(report: Report, view: View): string {
  const rows = report.groups.flatMap(({ files }) =>
    files.flatMap(({ path, text, problems, secretNames }) => {
      const lines = lineIndex(text)
      const secrets = secretsOf(text, secretNames)
      return [
        `  <file name="${markup(path)}">`,
        ...problems
          .filter(({ severity }) => isShown(severity, view))
          .map(({ at, severity, message, rule }) => {
            const { line, column } = pointAt(lines, at.start)
            const words = markup(secrets.hide(message))
            return `    <error line="${line}" column="${column}" severity="${severities[severity]}" message="${words}" source="xenlint.${rule}"/>`
          }),
        '  </file>'
      ]
    })
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<checkstyle version="4.3">',
    ...rows,
    '</checkstyle>',
    ''
  ].join('\n')
}
