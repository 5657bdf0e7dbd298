import type { Release, XenVersion } from '@xenlint/catalogue'
import { recognitionOf } from '@xenlint/model'
import { type Leaf, type LineIndex, lineIndex, pointAt, type Refusal } from '@xenlint/syntax'
import type { Context, Subject } from '@xenlint/validator'
import { explain } from './explain.js'
import { explainDialect } from './explain-dialect.js'
import { type Explanation, shown } from './explanation.js'
import { type Fault, faultsOf } from './faults.js'

/** What xl makes of a file, and what is wrong with it, in its words and in ours. */
export interface Reading {
  /** One for each error that xl prints, standing on the line that xl names. */
  readonly refused: readonly Explanation[]
  /** Faults on lines that xl does not name, one a line. */
  readonly masked: readonly Explanation[]
  /** Where the NUL stands that ends xl. */
  readonly aborted?: number
}

/** The reading of a file by one release; asked by several rules, worked out once. */
export function readingOf(context: Context): Reading {
  return context.ofRelease(read)
}

const readable: Reading = { refused: [], masked: [] }

function read(context: Subject, { xen }: Release): Reading {
  const { refusals, aborted } = recognitionOf(context, xen)
  if (refusals.length === 0 && !aborted) return readable
  const faults = faultsOf(context.tree)
  const lines = lineIndex(context.text)
  const explained = new Set<Fault>()
  const refused: Explanation[] = []
  const named = new Set<number>()
  for (const refusal of refusals) {
    const line = refusal.near === undefined ? refusal.line + 1 : refusal.line
    const fault = faultFor(faults, refusal, context.text, lines)
    const explanation = describe(fault, fault !== undefined && explained.has(fault), refusal, context, xen)
    refused.push(placed(explanation, refusal, Math.max(1, line), lines))
    named.add(line).add(pointAt(lines, refusal.start).line)
    if (fault) explained.add(fault)
  }
  const nul = aborted ? faults.find(({ leaf }) => leaf.value === '\0') : undefined
  const masked: Explanation[] = []
  for (const fault of faults) {
    const line = pointAt(lines, fault.leaf.start).line
    if (explained.has(fault) || fault === nul || named.has(line)) continue
    named.add(line)
    masked.push(explain(fault, context))
  }
  return { refused, masked, ...(nul && { aborted: nul.leaf.start }) }
}

function describe(
  fault: Fault | undefined,
  again: boolean,
  refusal: Refusal,
  context: Subject,
  xen: XenVersion
): Explanation {
  const dialect = explainDialect(refusal, context, xen)
  if (dialect) return dialect
  if (!fault) {
    const { start, end } = refusal
    const fact =
      start >= context.text.length
        ? 'The file ends where xl, behind a fault above, wants more'
        : 'xl cannot read what stands here'
    return { case: 'other', start, end, fact }
  }
  if (!again) return explain(fault, context)
  return {
    case: 'again',
    start: refusal.start,
    end: refusal.end,
    fact: `xl names ${shown(fault, context, refusal.near)} on this line as well`
  }
}

// The fault that xl met: it holds the text that xl had in hand, or stands before it with nothing in between.
function faultFor(
  faults: readonly Fault[],
  { start, end }: Refusal,
  text: string,
  lines: LineIndex
): Fault | undefined {
  const index = behind(faults, Math.max(start, end - 1))
  const [before, after] = [faults[index - 1]?.leaf, faults[index]?.leaf]
  const line = pointAt(lines, start).line
  if (
    before &&
    (pointAt(lines, before.start + before.value.length).line === line || isBlank(text, before, start))
  )
    return faults[index - 1]
  return after && pointAt(lines, after.start).line === line ? faults[index] : undefined
}

/** The number of faults that begin at an offset or before it. */
function behind(faults: readonly Fault[], offset: number): number {
  let low = 0
  let high = faults.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((faults[middle] as Fault).leaf.start <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function isBlank(text: string, { start, value }: Leaf, until: number): boolean {
  blanks.lastIndex = start + value.length
  blanks.test(text)
  return blanks.lastIndex >= until
}

const blanks = /\s*/y

function placed(
  explanation: Explanation,
  { start, end }: Refusal,
  line: number,
  lines: LineIndex
): Explanation {
  if (pointAt(lines, explanation.start).line === line) return explanation
  if (pointAt(lines, start).line === line) return { ...explanation, start, end }
  // xl counts one line too few before a comment, and names the last line it saw at the end of the file.
  const lineEnd = (lines.starts[line] ?? start + 1) - 1
  return { ...explanation, start: lineEnd, end: Math.max(lineEnd, Math.min(explanation.end, end)) }
}
