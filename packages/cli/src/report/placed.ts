import { lineIndex, type Point, pointAt } from '@xenlint/syntax'
import type { Problem } from '@xenlint/validator'
import { isShown, type Report, type View } from '../report.js'
import { secretsOf } from '../secrets.js'

/** A finding that is shown, as reports of one line each tell it. */
export interface Placed {
  readonly path: string
  readonly problem: Problem
  readonly start: Point
  readonly end: Point
  /** The words of the finding, without what no report may show. */
  readonly message: string
}

/** All findings that are to be shown, file by file. */
export function* placed(report: Report, view: View): Iterable<Placed> {
  for (const { path, text, problems, secretNames } of report.groups.flatMap(({ files }) => files)) {
    if (problems.length === 0) continue
    const lines = lineIndex(text)
    const secrets = secretsOf(text, secretNames)
    for (const problem of problems) {
      if (!isShown(problem.severity, view)) continue
      const { at, message } = problem
      const [start, end] = [pointAt(lines, at.start), pointAt(lines, at.end)]
      yield { path, problem, start, end, message: secrets.hide(message) }
    }
  }
}
