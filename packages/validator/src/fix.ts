import { type Edit, overlap } from '@xenlint/syntax'
import type { Fix, Problem } from './rule.js'

/** Which fixes are wanted: safe ones only, or suggested ones too; of all rules, or of some. */
export interface Wish {
  readonly unsafe: boolean
  readonly rules?: ReadonlySet<string>
}

/** Fixes that touch nothing in common, with the edits of each file. */
export interface Choice {
  readonly chosen: readonly { readonly problem: Problem; readonly fix: Fix }[]
  readonly edits: ReadonlyMap<string, readonly Edit[]>
}

/** The first wanted fix of each problem, unless it touches one chosen before; the rest may follow in another round. */
export function chooseFixes(problems: readonly Problem[], { unsafe, rules }: Wish): Choice {
  const chosen: { problem: Problem; fix: Fix }[] = []
  const edits = new Map<string, Edit[]>()
  for (const problem of problems) {
    if (rules && !rules.has(problem.rule)) continue
    const fix = problem.fixes.find((each) => unsafe || each.safe)
    if (!fix || !fits(fix, problem, edits)) continue
    chosen.push({ problem, fix })
    for (const { file, ...edit } of fix.edits) add(edits, file ?? problem.at.file, edit)
  }
  return { chosen, edits }
}

function fits(fix: Fix, problem: Problem, taken: ReadonlyMap<string, readonly Edit[]>): boolean {
  return fix.edits.every(
    (edit) => !taken.get(edit.file ?? problem.at.file)?.some((other) => overlap(edit, other))
  )
}

function add(edits: Map<string, Edit[]>, file: string, edit: Edit): void {
  const known = edits.get(file)
  if (known) known.push(edit)
  else edits.set(file, [edit])
}
