import type { Asked } from './asked.js'
import type { Problem, Rule } from './rule.js'

/** The problems, their fixes safe only as long as a file that is refused stays refused. */
export function withSafety(asked: readonly Asked[], rules: readonly Rule[], text: string): Problem[] {
  const problems = asked.map(({ problem }) => problem)
  const kinds = kindsOf(rules)
  const refusals = asked.filter(({ problem }) => kinds.has(problem.rule))
  if (refusals.length === 0) return problems
  // Behind the first place nobody knows what else there is, and a NUL that is reached may crash the reader.
  if (text.includes('\0')) return problems.map(withoutSafety)
  if (refusals.some(({ problem }) => kinds.get(problem.rule) === 'first')) return problems.map(withoutSafety)
  const edits = problems.flatMap(({ fixes }) => fixes.filter(({ safe }) => safe).flatMap((fix) => fix.edits))
  const stays = refusals.some(
    ({ everywhere, problem: { at } }) =>
      everywhere && !edits.some(({ start, end }) => start <= at.end && end >= at.start)
  )
  return stays ? problems : problems.map(withoutSafety)
}

type Kinds = ReadonlyMap<string, NonNullable<Rule['refuses']>>

/** How each rule that tells of a refusal does so, worked out once for all files. */
function kindsOf(rules: readonly Rule[]): Kinds {
  const kinds =
    known.get(rules) ?? new Map(rules.flatMap(({ id, refuses }) => (refuses ? [[id, refuses]] : [])))
  known.set(rules, kinds)
  return kinds
}

const known = new WeakMap<readonly Rule[], Kinds>()

// What is taken out may be what the file was refused for.
function withoutSafety(problem: Problem): Problem {
  return { ...problem, fixes: problem.fixes.map((fix) => ({ ...fix, safe: false })) }
}
