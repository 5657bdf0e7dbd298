import { compareVersions, isRead, type Release } from '@xenlint/catalogue'
import { pageUrl } from './page.js'
import type { Context, Finding, Problem, Rule, Severity } from './rule.js'
import { type Asked, withSafety } from './safety.js'
import { suppress, suppressionsOf } from './suppression.js'

/** What is asked of a file: by which rules, for which releases (oldest first), and how severe each rule is taken. */
export interface Question {
  readonly rules: readonly Rule[]
  readonly releases: readonly Release[]
  readonly severities?: ReadonlyMap<string, Severity | 'off'>
}

/** All problems of a file, in the order of its text; and the rules that broke, which silence nothing else. */
export interface Answer {
  readonly problems: readonly Problem[]
  readonly faults: readonly { readonly rule: string; readonly error: unknown }[]
}

/** A file, and the texts inside its values that are written in languages of their own. */
export interface Subject extends Omit<Context, 'release'> {
  readonly embedded?: readonly Embedded[]
}

/** What such a text says; only rules that name its language look at it. */
export type Embedded = Pick<Context, 'format' | 'settings' | 'option' | 'nearest'>

export function check({ embedded = [], ...subject }: Subject, question: Question): Answer {
  const { rules, releases, severities } = question
  const asked: Asked[] = []
  const faults: { rule: string; error: unknown }[] = []
  // What is wrong inside a file matters only where a program reads it.
  const contexts = releases.map((release) => ({ ...subject, release }))
  const readers = contexts.filter(({ release }) => isRead(subject.format, release.xen))
  const inside = embedded.map((each) => readers.map((context) => ({ ...context, ...each })))
  for (const rule of rules) {
    if (severities?.get(rule.id) === 'off' && !rule.refuses) continue
    try {
      const { formats } = rule
      if (!formats || formats.includes(subject.format))
        for (const each of ask(rule, rule.unread ? contexts : readers, releases)) asked.push(each)
      for (const part of inside)
        if (formats?.includes(part[0]?.format ?? ''))
          for (const each of ask(rule, part, releases)) asked.push(each)
    } catch (error) {
      faults.push({ rule: rule.id, error })
    }
  }
  const suppressions = suppressionsOf(subject.tree, subject.text, subject.file)
  const problems = withSafety(asked, rules, subject.text)
  const remaining =
    suppressions.length > 0 ? suppress(problems, suppressions, new Set(rules.map(({ id }) => id))) : problems
  const taken = remaining.flatMap((problem) => withSeverity(problem, severities?.get(problem.rule)))
  return { problems: taken.sort(byPlace), faults }
}

/** A rule's findings, those that are alike for several releases told once. */
function ask(rule: Rule, contexts: readonly Context[], releases: readonly Release[]): Asked[] {
  const newest = contexts.at(-1)
  if (!newest) return []
  if (!rule.byRelease)
    return Array.from(rule.check(newest), (finding) => ({
      problem: problemOf(rule, finding),
      everywhere: true
    }))

  const merged = new Map<string, { finding: Finding; holds: Release[] }>()
  for (const context of contexts) {
    const { release } = context
    for (const finding of rule.check(context)) {
      const key = `${finding.case} ${finding.at.start} ${finding.at.end} ${finding.severity} ${finding.message}`
      const known = merged.get(key)
      if (known) known.holds.push(release)
      else merged.set(key, { finding, holds: [release] })
    }
  }
  return [...merged.values()].map(({ finding, holds }) => ({
    problem: problemOf(rule, finding, extent(holds, releases)),
    everywhere: holds.length === releases.length
  }))
}

/** Words for the releases that a finding holds for; none where it holds for all. */
function extent(holds: readonly Release[], all: readonly Release[]): string {
  if (holds.length === all.length) return ''
  const versions = holds.map(({ xen }) => xen).sort(compareVersions)
  const first = versions[0] as string
  const last = versions.at(-1) as string
  const upToNewest =
    last === all.at(-1)?.xen && holds.length === all.length - all.findIndex(({ xen }) => xen === first)
  const fromOldest = first === all[0]?.xen && holds.length === all.findIndex(({ xen }) => xen === last) + 1
  if (upToNewest) return ` (from Xen ${first})`
  return fromOldest ? ` (up to Xen ${last})` : ` (Xen ${versions.join(', ')})`
}

function problemOf(rule: Rule, finding: Finding, releases = ''): Problem {
  const needs = finding.needs ?? []
  const severity = finding.severity ?? rule.severity
  return {
    rule: rule.id,
    case: finding.case,
    severity: needs.length > 0 && severity === 'error' ? 'warning' : severity,
    certainty: needs.length > 0 ? 'if' : 'certain',
    needs,
    message: releases ? finding.message.replace(/[.?]?$/, (end) => releases + end) : finding.message,
    at: finding.at,
    related: finding.related ?? [],
    // What is safe for a part of the target may not be so for the rest.
    fixes: (finding.fixes ?? []).map((fix) => (releases ? { ...fix, safe: false } : fix)),
    url: pageUrl(rule.id)
  }
}

function withSeverity(problem: Problem, severity: Severity | 'off' | undefined): Problem[] {
  if (severity === 'off') return []
  return [severity ? { ...problem, severity } : problem]
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 }

function byPlace(one: Problem, other: Problem): number {
  return (
    one.at.start - other.at.start ||
    one.at.end - other.at.end ||
    ranks[one.severity] - ranks[other.severity] ||
    (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0)
  )
}
