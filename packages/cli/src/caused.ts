import type { Snapshot, SourceFile } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'

/** What a candidate would break in the other files of its host: problems, but no hints, that they do not have without it. */
export function causedBy(
  path: string,
  snapshot: Snapshot,
  inPlace: SourceFile | undefined
): ReadonlyMap<string, readonly Problem[]> {
  const before = snapshot.change(new Map([[path, inPlace]]))
  const caused = new Map<string, readonly Problem[]>()
  for (const file of [...snapshot.input.files.keys()].sort()) {
    if (file === path) continue
    const known = new Set(before.problems(file).map(keyOf))
    const more = snapshot
      .problems(file)
      .filter((problem) => problem.severity !== 'hint' && !known.has(keyOf(problem)))
    if (more.length > 0) caused.set(file, more)
  }
  return caused
}

/** The texts of those files are the same, and so are the places in them. */
function keyOf({ rule, case: kind, severity, at: { start, end } }: Problem): string {
  return [rule, kind, severity, start, end].join(' ')
}
