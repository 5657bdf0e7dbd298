import { lineIndex, pointAt } from '@xenlint/syntax'
import { type FileReport, isShown, type Report, type View } from '../report.js'
import { secretsOf } from '../secrets.js'
import { markup } from './markup.js'

/** JUnit's XML: a suite for each file, a failed case for each finding, a passed one where there is none. */
export function junit(report: Report, view: View): string {
  const suites = report.groups.flatMap(({ files }) => files.map((file) => suite(file, view)))
  const tests = suites.reduce((sum, each) => sum + Math.max(1, each.failures), 0)
  const failures = suites.reduce((sum, each) => sum + each.failures, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="xenlint" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(({ rows }) => rows),
    '</testsuites>',
    ''
  ].join('\n')
}

function suite(file: FileReport, view: View): { rows: string[]; failures: number } {
  const problems = file.problems.filter(({ severity }) => isShown(severity, view))
  const lines = lineIndex(file.text)
  const secrets = secretsOf(file.text, file.secretNames)
  const path = markup(file.path)
  const cases = problems.flatMap(({ at, rule, severity, message }) => {
    const { line, column } = pointAt(lines, at.start)
    const words = markup(secrets.hide(message))
    return [
      `    <testcase classname="${path}" name="${rule} at ${line}:${column}">`,
      `      <failure type="${severity}" message="${words}">${path}:${line}:${column}: ${words}</failure>`,
      '    </testcase>'
    ]
  })
  const passed = `    <testcase classname="${path}" name="nothing found"/>`
  return {
    failures: problems.length,
    rows: [
      `  <testsuite name="${path}" tests="${Math.max(1, problems.length)}" failures="${problems.length}" errors="0">`,
      ...(cases.length > 0 ? cases : [passed]),
      '  </testsuite>'
    ]
  }
}
