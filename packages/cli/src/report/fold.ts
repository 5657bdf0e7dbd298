import type { Problem } from '@xenlint/validator'

/** A problem that is shown, and how many more of its kind are not. */
export interface Folded {
  readonly problem: Problem
  readonly folded: number
}

/** The same words are shown twice, the same case with other words a few times more. */
const most = { words: 2, cases: 6 }

/** Shortens what says the same again and again: a file with carriage returns has one in each line. */
export function fold(problems: readonly Problem[]): Folded[] {
  const shown: { problem: Problem; folded: number }[] = []
  const byWords = new Map<string, typeof shown>()
  const byCase = new Map<string, typeof shown>()
  for (const problem of problems) {
    const key = `${problem.rule} ${problem.case}`
    const cases = byCase.get(key) ?? []
    const words = byWords.get(`${key} ${problem.message}`) ?? []
    const full = words.length >= most.words ? words : cases.length >= most.cases ? cases : undefined
    const last = full?.at(-1)
    if (last) {
      last.folded++
      continue
    }
    const entry = { problem, folded: 0 }
    byCase.set(key, [...cases, entry])
    byWords.set(`${key} ${problem.message}`, [...words, entry])
    shown.push(entry)
  }
  return shown
}

/** Everything, for those who want to see it. */
export function unfolded(problems: readonly Problem[]): Folded[] {
  return problems.map((problem) => ({ problem, folded: 0 }))
}
