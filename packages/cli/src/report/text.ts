import { lineIndex, pointAt } from '@xenlint/syntax'
import type { Problem } from '@xenlint/validator'
import { type Paint, paint } from '../paint.js'
import {
  type FileReport,
  type GroupReport,
  isShown,
  type Pointer,
  pointerOf,
  type Report,
  type View
} from '../report.js'
import { type Secrets, secretsOf } from '../secrets.js'
import { wrap } from '../wrap.js'
import { fold, unfolded } from './fold.js'
import { frame, harmless } from './frame.js'
import { headingOf } from './heading.js'
import { statisticsOf } from './statistics.js'
import { summaryOf } from './summary.js'

/** The report for people: host by host, file by file, with what is wrong, where, and how to mend it. */
export function text(report: Report, view: View): string {
  const style = paint(view.colour)
  const blocks: string[] = []
  let healthy: string[] = []
  for (const group of report.groups) {
    const heading = wrap(headingOf(group), view.width).map(style.strong)
    const found = view.statistics ? [] : groupBlocks(group, view, style)
    if (found.length === 0) healthy.push(...heading)
    else {
      if (healthy.length > 0) blocks.push(healthy.join('\n'))
      healthy = []
      blocks.push(heading.join('\n'), ...found)
    }
  }
  if (healthy.length > 0) blocks.push(healthy.join('\n'))
  const nothing = blocks.length <= 1 && report.notes.length === 0 && !view.statistics
  if (view.statistics) blocks.push(statisticsOf(report, style))
  for (const note of report.notes) blocks.push(wrap(`Note: ${note}`, view.width).join('\n'))
  blocks.push(summaryOf(report, view, style))
  return `${blocks.join(nothing ? '\n' : '\n\n')}\n`
}

function groupBlocks(group: GroupReport, view: View, style: Paint): string[] {
  const around = { view, style, point: pointerOf([group]) }
  return group.files.flatMap((file) => {
    const shown = file.problems.filter(({ severity }) => isShown(severity, view))
    return shown.length > 0 ? fileBlocks(file, shown, around) : []
  })
}

function fileBlocks(
  file: FileReport,
  problems: readonly Problem[],
  around: Pick<Surroundings, 'view' | 'style' | 'point'>
): string[] {
  const { view, style } = around
  const secrets = secretsOf(file.text, file.secretNames)
  const lines = lineIndex(file.text)
  const blocks: string[] = [style.strong(harmless(file.path))]
  const all = view.verbose ? unfolded(problems) : fold(problems)
  const shown = view.verbose ? all : all.slice(0, mostInFile)
  for (const { problem, folded } of shown) {
    blocks.push(problemBlock(file, problem, { ...around, secrets, lines, folded }))
  }
  const left = all.slice(shown.length).reduce((sum, { folded }) => sum + folded + 1, 0)
  if (left > 0) blocks.push(style.faint(`  … and ${left} more in this file (-v shows all)`))
  return blocks
}

/** The width of the line numbers beside a frame. */
const gutter = 5

/** How much is said of one file: what has more is no guest, or wants another look after the first are mended. */
const mostInFile = 30

/** How many other places are shown; a file of Python has one in every line. */
const mostRelated = 3

interface Surroundings {
  readonly view: View
  readonly style: Paint
  readonly point: Pointer
  readonly secrets: Secrets
  readonly lines: ReturnType<typeof lineIndex>
  readonly folded: number
}

function problemBlock(file: FileReport, problem: Problem, around: Surroundings): string {
  const { view, style, secrets, lines, folded, point } = around
  const { line, column } = pointAt(lines, problem.at.start)
  const opening = `  ${line}:${column}  `
  const hang = opening.length + problem.severity.length + 2
  const message = wrap(`${secrets.hide(harmless(problem.message))} ${problem.rule}`, view.width - hang)
  const [first = '', ...rest] = message.map((each) => withFaintEnd(each, problem.rule, style))
  const result = [
    `${opening}${style.severity[problem.severity](problem.severity)}  ${first}`,
    ...rest.map((each) => ' '.repeat(hang) + each),
    ...frameLines(file, problem, around)
  ]
  const add = (text: string, look: (text: string) => string = (plain) => plain): void => {
    const [head = '', ...tail] = wrap(secrets.hide(harmless(text)), view.width - gutter - 3)
    result.push(`${' '.repeat(gutter)} ${style.faint('=')} ${look(head)}`)
    result.push(...tail.map((each) => ' '.repeat(gutter + 3) + look(each)))
  }
  if (problem.needs.length > 0) add(`depends on: ${problem.needs.join(', ')}`)
  const places = view.verbose ? problem.related : problem.related.slice(0, mostRelated)
  for (const { at, message: words } of places) {
    const where = point(at.file, at.start).line
    add(`see ${at.file === file.path ? `line ${where}` : `${at.file}:${where}`}: ${words}`)
  }
  const unseen = problem.related.length - places.length
  if (unseen > 0) add(`see ${unseen} more ${unseen === 1 ? 'place' : 'places'}: -v`)
  const fix = problem.fixes[0]
  if (fix) add(`fix: ${fix.title} (${fix.safe ? 'safe' : 'suggested'})`, style.remedy)
  if (folded > 0) {
    result.push('', style.faint(`${' '.repeat(gutter + 1)}… and ${folded} more like this (-v shows all)`))
  }
  return result.join('\n')
}

function withFaintEnd(line: string, rule: string, style: Paint): string {
  return line.endsWith(rule) ? line.slice(0, -rule.length) + style.faint(rule) : line
}

function frameLines(
  file: FileReport,
  { at, severity }: Problem,
  { view, style, secrets, lines }: Surroundings
): string[] {
  const { rows } = frame(file.text, at.start, at.end, view.width - gutter - 3, secrets.mask, lines)
  return rows.flatMap(({ line, source, carets }) => {
    const meant = carets.trimStart()
    const before = carets.slice(0, carets.length - meant.length)
    return [
      `${style.faint(`${String(line).padStart(gutter)} |`)} ${source}`,
      `${style.faint(`${' '.repeat(gutter)} |`)} ${before}${style.severity[severity](meant)}`
    ]
  })
}
