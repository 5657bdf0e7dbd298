import { likenessOfNames } from '../guest-names.js'

/** How much a text looks like a guest of `xl`: by the names that it sets, and by the absence of Python. */
export function likeness(text: string): number {
  const beginning = text.slice(0, enough)
  const names = new Set<string>()
  for (const [, name = ''] of beginning.matchAll(assignment)) names.add(name)
  const sure = likenessOfNames('xl-cfg', names)
  return python.test(beginning) ? sure / 2 : sure
}

const enough = 20_000

/** A name, and what may begin a value of ours: a quote, a digit, a list. */
const assignment = /^[ \t]*([A-Za-z_][\w.]*)[ \t]*\+?=[ \t]*(?=["'[0-9-])/gm

const python =
  /^[ \t]*(import [a-z]|from [a-z.]+ import|def [a-z_]+\(|(if|for|while) .*:[ \t\r]*$|print[ (])/m
