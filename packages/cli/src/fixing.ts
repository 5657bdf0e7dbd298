import type { Snapshot } from '@xenlint/service'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes, type Problem, type Wish } from '@xenlint/validator'

/** A host after its fixes: nothing is written yet. */
export interface Mended {
  readonly snapshot: Snapshot
  /** The problems that went, in the order in which they were mended. */
  readonly problems: readonly Problem[]
  /** The new text of each file that is different now. */
  readonly texts: ReadonlyMap<string, string>
}

/** Fixes may uncover others, often one a line and round; a fix that brings itself back must not turn for ever. */
const mostRounds = 100

/** Applies wanted fixes until none is left. */
export function mend(snapshot: Snapshot, files: readonly string[], wish: Wish): Mended {
  let current = snapshot
  const problems: Problem[] = []
  for (let round = 0; round < mostRounds; round++) {
    const { chosen, edits } = chooseFixes(
      files.flatMap((file) => current.problems(file)),
      wish
    )
    if (chosen.length === 0) break
    const changed = new Map(
      [...edits].flatMap(([file, list]) => {
        const source = current.input.files.get(file)
        return source ? [[file, { ...source, text: applyEdits(source.text, list) }] as const] : []
      })
    )
    for (const { problem } of chosen) problems.push(problem)
    current = current.change(changed)
  }
  return { snapshot: current, problems, texts: changedTexts(snapshot, current, files) }
}

function changedTexts(before: Snapshot, after: Snapshot, files: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of files) {
    const text = after.input.files.get(file)?.text
    if (text !== undefined && text !== before.input.files.get(file)?.text) texts.set(file, text)
  }
  return texts
}
