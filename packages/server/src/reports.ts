import type { Snapshot } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'
import type { Diagnostic } from 'vscode-languageserver'
import { type Library, toDiagnostic } from './protocol.js'

/** The findings of a file as an editor shows them, and a word that is another one when they are. */
export interface Report {
  readonly id: string
  readonly items: readonly Diagnostic[]
}

/** Makes reports, each once: findings that are the same objects have the same report until `forget`. */
export interface Reports {
  of(snapshot: Snapshot, file: string, hints: boolean): Report
  /** What the editor calls files may have changed, or what it wants to see. */
  forget(): void
}

export function reports(library: Library): Reports {
  let known = new WeakMap<readonly Problem[], Report>()
  return {
    of(snapshot, file, hints) {
      const problems = snapshot.problems(file)
      const before = known.get(problems)
      if (before) return before
      const shown = hints ? problems : problems.filter(({ severity }) => severity !== 'hint')
      const items = shown.map((problem) => toDiagnostic(problem, library))
      const made = { id: digest(JSON.stringify(items)), items }
      known.set(problems, made)
      return made
    },
    forget() {
      known = new WeakMap()
    }
  }
}

/** A short word for a long one: 53 bits, so that two texts of one file hardly ever share it. */
function digest(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
