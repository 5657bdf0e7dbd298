import type { Target } from '@xenlint/service'
import { type LineIndex, lineIndex, type Point, pointAt } from '@xenlint/syntax'
import type { Problem, Severity } from '@xenlint/validator'

/** All that was found, host by host; reporters print it, each in its own form. */
export interface Report {
  readonly groups: readonly GroupReport[]
  /** What was written to disk before, by a fix. */
  readonly fixed: Fixed
  /** What was left out on the way, to be said once: templates, files of no known format. */
  readonly notes: readonly string[]
}

export interface Fixed {
  readonly findings: number
  readonly files: readonly string[]
}

/** The files of one host, or files that no host holds. */
export interface GroupReport {
  readonly host?: string
  readonly target: Target
  readonly files: readonly FileReport[]
  /** The text of any file of the host: findings lead to files that are not reported on themselves. */
  textOf(path: string): string | undefined
}

export interface FileReport {
  readonly path: string
  /** A format's id. */
  readonly format: string
  readonly text: string
  /** The options of its format whose values no report may show. */
  readonly secretNames: readonly string[]
  readonly problems: readonly Problem[]
}

/** Finds the line and column of an offset in any file that a report speaks of. */
export type Pointer = (path: string, offset: number) => Point

/** Each file's lines are counted once, when somebody asks. */
export function pointerOf(groups: readonly GroupReport[]): Pointer {
  const known = new Map<string, LineIndex>()
  const textOf = (path: string): string => {
    for (const group of groups) {
      const text = group.files.find((file) => file.path === path)?.text ?? group.textOf(path)
      if (text !== undefined) return text
    }
    return ''
  }
  return (path, offset) => {
    const lines = known.get(path) ?? lineIndex(textOf(path))
    known.set(path, lines)
    return pointAt(lines, offset)
  }
}

/** How people want to see it. */
export interface View {
  readonly colour: boolean
  readonly width: number
  /** Hints and every repetition too. */
  readonly verbose: boolean
  /** Errors only. */
  readonly quiet: boolean
  readonly statistics: boolean
}

/** Whether people see a finding of this severity. */
export function isShown(severity: Severity, { quiet, verbose }: View): boolean {
  return severity === 'error' || (!quiet && (severity === 'warning' || verbose))
}

export type Counts = Readonly<Record<Severity, number>>

export function countsOf(report: Report): Counts {
  const counts = { error: 0, warning: 0, hint: 0 }
  for (const { severity } of problemsIn(report)) counts[severity]++
  return counts
}

/** Every problem of a report, in its order. */
export function* problemsIn(report: Report): Iterable<Problem> {
  for (const { files } of report.groups) for (const { problems } of files) yield* problems
}
