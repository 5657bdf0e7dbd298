import { lineIndex, pointAt } from '@xenlint/syntax'
import type { Problem, Severity } from '@xenlint/validator'
import { type Paint, paint } from '../paint.js'
import type { FileReport, GroupReport, Report, View } from '../report.js'
import { type Secrets, secretsOf } from '../secrets.js'
import { hanging, wrap } from '../wrap.js'
import { frame, harmless } from './frame.js'
import { statisticsOf } from './statistics.js'
import { summaryOf } from './summary.js'

/** The report for people: host by host, file by file, with what is wrong, where, and how to mend it. */
export function text(report: Report, view: View): string {
  const style = paint(view.colour)
  const blocks: string[] = []
  for (const group of report.groups) {
    blocks.push(wrap(heading(group), view.width).map(style.strong).join('\n'))
    if (view.statistics) continue
    for (const file of group.files) {
      const shown = file.problems.filter(({ severity }) => isShown(severity, view))
      if (shown.length > 0) blocks.push(...fileBlocks(file, shown, view, style))
    }
  }
  if (view.statistics) blocks.push(statisticsOf(report, style))
  for (const note of report.notes) blocks.push(wrap(`Note: ${note}`, view.width).join('\n'))
  blocks.push(summaryOf(report, view, style))
  const healthy = report.groups.length === 1 && blocks.length === 2
  return `${blocks.join(healthy ? '\n' : '\n\n')}\n`
}

function isShown(severity: Severity, { quiet, verbose }: View): boolean {
  return severity === 'error' || (!quiet && (severity === 'warning' || verbose))
}

// What was taken for a host, for which target, and why.
function heading({ host, target, files }: GroupReport): string {
  const { releases, because } = target
  const names = releases.map(({ debian, xen }) => `Debian ${debian} (Xen ${xen})`)
  const last = names.pop()
  const release = names.length > 0 ? `${names.join(', ')} and ${last}` : last
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  const subject = host === undefined ? count : `Host ${host}: ${count}`
  return `${subject}, checked for ${release}, ${because}.`
}

function fileBlocks(file: FileReport, problems: readonly Problem[], view: View, style: Paint): string[] {
  const secrets = secretsOf(file.text, file.secretNames)
  const lines = lineIndex(file.text)
  const seen = new Map<string, number>()
  const blocks: string[] = [style.strong(harmless(file.path))]
  for (const problem of problems) {
    const key = `${problem.rule} ${problem.case}`
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    if (times > 2 && !view.verbose) continue
    const rest = alike(problems, problem)
    const folded = times === 2 && rest > 2 && !view.verbose ? rest - 2 : 0
    blocks.push(problemBlock(file, problem, { view, style, secrets, lines, folded }))
  }
  return blocks
}

function alike(problems: readonly Problem[], one: Problem): number {
  let count = 0
  for (const each of problems) if (each.rule === one.rule && each.case === one.case) count++
  return count
}

interface Surroundings {
  readonly view: View
  readonly style: Paint
  readonly secrets: Secrets
  readonly lines: ReturnType<typeof lineIndex>
  /** How many more of the same kind are not shown. */
  readonly folded: number
}

function problemBlock(
  file: FileReport,
  problem: Problem,
  { view, style, secrets, lines, folded }: Surroundings
): string {
  const { line, column } = pointAt(lines, problem.at.start)
  const place = `${line}:${column}`
  const indent = Math.max(7, place.length + 2)
  const message = `${secrets.hide(harmless(problem.message))} ${problem.rule}`
  const [opening = '', ...rest] = wrap(message, view.width - indent - problem.severity.length - 2)
  const hang = ' '.repeat(indent + problem.severity.length + 2)
  const result = [
    `  ${place.padStart(indent - 4)}  ${style.severity[problem.severity](problem.severity)}  ${opening}`,
    ...rest.map((more) => hang + more)
  ]
  result.push(withFaintEnd(result.pop() as string, problem.rule, style))
  if (problem.needs.length > 0) {
    result.push(...hanging(`depends on: ${problem.needs.join(', ')}`, indent, view.width).map(style.faint))
  }
  result.push(...frameLines(file, problem, indent, { view, style, secrets, lines, folded }))
  for (const { at, message: words } of problem.related) {
    const other = at.file === file.path ? `line ${pointAt(lines, at.start).line}` : at.file
    result.push(...hanging(`see ${other}: ${secrets.hide(harmless(words))}`, indent, view.width))
  }
  const fix = problem.fixes[0]
  if (fix) {
    const kind = fix.safe ? 'safe, --fix' : 'suggested, --unsafe-fixes'
    const words = hanging(`fix: ${secrets.hide(harmless(fix.title))} (${kind})`, indent, view.width)
    result.push(...words.map(style.remedy))
  }
  if (folded > 0)
    result.push('', style.faint(`${' '.repeat(indent)}… and ${folded} more like this (-v shows all)`))
  return result.join('\n')
}

function withFaintEnd(line: string, rule: string, style: Paint): string {
  return line.endsWith(rule) ? line.slice(0, -rule.length) + style.faint(rule) : line
}

function frameLines(
  file: FileReport,
  { at, severity }: Problem,
  indent: number,
  { view, style, secrets, lines }: Surroundings
): string[] {
  const gutter = Math.max(indent - 2, 3)
  const { rows } = frame(file.text, at.start, at.end, view.width - gutter - 3, secrets.mask, lines)
  return rows.flatMap(({ line, source, carets }) => [
    `${style.faint(`${String(line).padStart(gutter)} |`)} ${source}`,
    `${style.faint(`${' '.repeat(gutter)} |`)} ${' '.repeat(carets.length - carets.trimStart().length)}${style.severity[severity](carets.trimStart())}`
  ])
}
