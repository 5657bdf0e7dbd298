import { nearestOf } from '@xenlint/catalogue'
import type { Origin } from '@xenlint/model'
import { type Leaf, leaves, type Root } from '@xenlint/syntax'
import { pageUrl } from './page.js'
import type { Problem, RuleCard, Severity } from './rule.js'

/** A comment that allows what a rule reports: on the line before, or for the whole file. */
export interface Suppression {
  readonly rule: string
  readonly reason: string
  readonly wholeFile: boolean
  readonly at: Origin
  /** Where the allowed line starts and ends; the whole text for `xenlint-allow-file`. */
  readonly covers: { readonly start: number; readonly end: number }
}

/** The ids of rules that were asked, and of those that nobody could ask. */
export interface RuleNames {
  readonly asked: ReadonlySet<string>
  readonly unasked: ReadonlySet<string>
}

export const suppressionUnreasoned: RuleCard = {
  id: 'suppression-unreasoned',
  summary: 'A comment that allows a rule without saying why.',
  severity: 'warning',
  status: 'stable',
  since: '0.1.0'
}

export const suppressionUnused: RuleCard = {
  id: 'suppression-unused',
  summary: 'A comment that allows what no rule reports.',
  severity: 'warning',
  status: 'stable',
  since: '0.1.0'
}

/** The suppressions of a file, in order; they stand in comments of any format. */
export function suppressionsOf(tree: Root, text: string, file: string): Suppression[] {
  if (!text.includes('xenlint-allow')) return []
  const found: Suppression[] = []
  for (const leaf of leaves(tree)) {
    const suppression = leaf.type === 'comment' ? read(leaf, text, file) : undefined
    if (suppression) found.push(suppression)
  }
  return found
}

/** What remains after the suppressions, and what is to be said of them. */
export function suppress(
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
  rules: RuleNames
): Problem[] {
  const known = new Set([...rules.asked, ...rules.unasked])
  const remaining = problems.filter((problem) => !suppressions.some((each) => allows(each, problem)))
  for (const each of suppressions) {
    if (each.reason === '') remaining.push(unreasoned(each))
    else if (rules.unasked.has(each.rule)) continue
    else if (!problems.some((problem) => allows(each, problem))) remaining.push(unused(each, known))
  }
  return remaining
}

function read({ value, start }: Leaf, text: string, file: string): Suppression | undefined {
  const match = /xenlint-allow(-file)?[ \t]+([a-z0-9-]+)[ \t]*(?::[ \t]*([^\r\n]*))?/.exec(value)
  if (!match) return undefined
  const [whole, scope, rule = '', reason = ''] = match
  const at = { file, start: start + match.index, end: start + match.index + whole.trimEnd().length }
  const wholeFile = scope !== undefined
  return {
    rule,
    reason: reason.trim(),
    wholeFile,
    at,
    covers: wholeFile ? { start: 0, end: text.length } : nextLine(text, at.end)
  }
}

function nextLine(text: string, offset: number): { start: number; end: number } {
  const newline = text.indexOf('\n', offset)
  if (newline < 0) return { start: text.length, end: text.length }
  const end = text.indexOf('\n', newline + 1)
  return { start: newline + 1, end: end < 0 ? text.length : end }
}

function allows({ rule, reason, covers }: Suppression, problem: Problem): boolean {
  return (
    reason !== '' &&
    rule === problem.rule &&
    problem.at.start >= covers.start &&
    problem.at.start <= covers.end
  )
}

function unreasoned(suppression: Suppression): Problem {
  return about(
    suppression,
    suppressionUnreasoned.id,
    'reason-missing',
    'warning',
    `The comment allows \`${suppression.rule}\` without a reason, and so allows nothing; write \`xenlint-allow ${suppression.rule}: because …\`.`
  )
}

function unused(suppression: Suppression, known: ReadonlySet<string>): Problem {
  const place = suppression.wholeFile ? 'in this file' : 'on the next line'
  return known.has(suppression.rule)
    ? about(
        suppression,
        suppressionUnused.id,
        'nothing-reported',
        'warning',
        `\`${suppression.rule}\` reports nothing ${place}, so the comment can go.`
      )
    : about(
        suppression,
        suppressionUnused.id,
        'rule-unknown',
        'warning',
        unknownRule(suppression.rule, known)
      )
}

function unknownRule(rule: string, known: ReadonlySet<string>): string {
  const guess = nearestOf(known, rule)
  return (
    `There is no rule \`${rule}\`` +
    (guess ? `; did you mean \`${guess}\`?` : '; `xenlint rules` lists them.')
  )
}

function about(
  { at }: Suppression,
  rule: string,
  word: string,
  severity: Severity,
  message: string
): Problem {
  return {
    rule,
    case: word,
    severity,
    certainty: 'certain',
    needs: [],
    message,
    at,
    related: [],
    fixes: [],
    url: pageUrl(rule)
  }
}
