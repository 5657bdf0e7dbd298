import { isRead, type Release } from '@xenlint/catalogue'
import { type Asked, problemOf, told } from './asked.js'
import type { HostAnswer } from './check-host.js'
import type { Finding, HostRule, Problem, Rule, RuleCard, Severity, Subject } from './rule.js'
import { withSafety } from './safety.js'
import { type RuleNames, type Suppression, suppress, suppressionsOf } from './suppression.js'
import { type Watch, watched } from './watch.js'

/** What is asked of a file: by which rules, for which releases (oldest first), and how severe each rule is taken. */
export interface Question {
  readonly rules: readonly Rule[]
  /** Rules that are asked of the host, where there is one: a comment may allow them. */
  readonly hostRules?: readonly HostRule[]
  readonly releases: readonly Release[]
  readonly severities?: ReadonlyMap<string, Severity | 'off'>
}

/** All problems of a file, in the order of its text; and the rules that broke, which silence nothing else. */
export interface Answer {
  readonly problems: readonly Problem[]
  readonly faults: readonly { readonly rule: string; readonly error: unknown }[]
}

/** A file, and the texts inside its values that are written in languages of their own. */
export interface Whole extends Subject {
  readonly embedded?: readonly Embedded[]
}

/** What such a text says; only rules that name its language look at it. */
export type Embedded = Pick<Subject, 'format' | 'settings' | 'option' | 'nearest'>

/** What a file says by itself, whatever else is on its host. */
export interface Examined {
  readonly problems: readonly Problem[]
  readonly faults: Answer['faults']
  readonly suppressions: readonly Suppression[]
  /** Set where a release of the target has a second program that may read the file. */
  readonly hasOtherReader?: true
}

export function check(subject: Whole, question: Question): Answer {
  return conclude(examine(subject, question), question)
}

/** Runs the rules of a file. */
export function examine({ embedded = [], ...subject }: Whole, question: Question): Examined {
  const { rules, releases } = question
  const asked: Asked[] = []
  const faults: { rule: string; error: unknown }[] = []
  // What is wrong inside a file matters only where a program reads it.
  const readers = releases.filter(({ xen }) => isRead(subject.format, xen))
  const read = watched(subject, readers)
  const all = readers.length === releases.length ? read : watched(subject, releases)
  const inside = embedded.map((each) => ({
    format: each.format,
    watch: watched({ ...subject, ...each }, readers)
  }))
  for (const rule of wanted(question, [subject.format, ...inside.map(({ format }) => format)])) {
    try {
      const { formats } = rule
      if (!formats || formats.includes(subject.format))
        add(asked, ask(rule, rule.unread ? all : read, releases))
      for (const { format, watch } of inside)
        if (formats?.includes(format)) add(asked, ask(rule, watch, releases))
    } catch (error) {
      faults.push({ rule: rule.id, error })
    }
  }
  const suppressions = suppressionsOf(subject.tree, subject.text, subject.file)
  const hasOtherReader = subject.format === 'xl-cfg' && releases.some(({ xen }) => isRead('xm-cfg', xen))
  const problems = withSafety(asked, rules, subject.text)
  return { problems, faults, suppressions, ...(hasOtherReader && { hasOtherReader }) }
}

/** The rules that look at files of these formats, worked out once for all files that are asked the same. */
function wanted(question: Question, formats: readonly string[]): readonly Rule[] {
  const known = chosen.get(question) ?? new Map<string, readonly Rule[]>()
  chosen.set(question, known)
  const key = formats.join()
  const before = known.get(key)
  if (before) return before
  const { rules, severities } = question
  const rulesWanted = rules.filter(
    (rule) =>
      (severities?.get(rule.id) !== 'off' || rule.refuses) &&
      (!rule.formats || rule.formats.some((format) => formats.includes(format)))
  )
  known.set(key, rulesWanted)
  return rulesWanted
}

const chosen = new WeakMap<Question, Map<string, readonly Rule[]>>()

/** What is reported of a file: its own problems and those of its host, but for what its comments allow. */
export function conclude(
  { problems: all, faults, suppressions, hasOtherReader }: Examined,
  { rules, severities, hostRules = [] }: Question,
  host?: HostAnswer,
  file?: string
): Answer {
  const told = decided(spoken(all, rules, host?.script), host?.toolstack)
  const own = hasOtherReader && host?.toolstack !== 'xl' ? forBoth(told, host?.toolstack) : told
  const others = (file === undefined ? undefined : host?.found.get(file)) ?? []
  const problems =
    others.length > 0 ? withoutEchoes([...own, ...others.map(({ problem }) => problem)], rules, host) : own
  const known = (): RuleNames => ({
    asked: new Set([...rules, ...(host ? host.rules : [])].map(({ id }) => id)),
    unasked: new Set(host ? [] : hostRules.map(({ id }) => id))
  })
  const remaining = suppressions.length > 0 ? suppress(problems, suppressions, known()) : problems
  const taken = remaining.flatMap((problem) => withSeverity(problem, severities?.get(problem.rule)))
  return { problems: taken.sort(byPlace), faults }
}

/** Without what holds for the other xendomains alone. */
function spoken(
  problems: readonly Problem[],
  rules: readonly Rule[],
  script: Rule['script'] = 'debian'
): readonly Problem[] {
  if (problems.length === 0) return problems
  const known = scripted.get(rules) ?? rules.filter((rule) => rule.script)
  scripted.set(rules, known)
  const isOther = (id: string): boolean => known.some((rule) => rule.id === id && rule.script !== script)
  return known.length === 0 ? problems : problems.filter(({ rule }) => !isOther(rule))
}

/** Of all rules those that hold for one xendomains alone. */
const scripted = new WeakMap<readonly Rule[], readonly Rule[]>()

/** What hangs on the program that starts guests, once a host tells which it is: it holds, or nothing of it does. */
function decided(problems: readonly Problem[], toolstack: HostAnswer['toolstack']): readonly Problem[] {
  if (!toolstack || !problems.some(hangsOnToolstack)) return problems
  return problems.flatMap((problem) => {
    if (!hangsOnToolstack(problem)) return [problem]
    if (toolstack === 'xm') return []
    const { decided: severity, ...rest } = problem
    const needs = problem.needs.filter((need) => need !== 'toolstack')
    if (needs.length > 0) return [{ ...problem, needs }]
    return [{ ...rest, severity: severity ?? problem.severity, certainty: 'certain', needs }]
  })
}

/** What changes nothing for xl may take from xm what it needs; and where xm reads guests, what xl does is no fault. */
function forBoth(problems: readonly Problem[], toolstack: HostAnswer['toolstack']): readonly Problem[] {
  return problems.map((problem) => ({
    ...problem,
    severity: toolstack === 'xm' ? 'hint' : problem.severity,
    fixes: problem.fixes.map((fix) => ({ ...fix, safe: false }))
  }))
}

function hangsOnToolstack({ needs }: Problem): boolean {
  return needs.includes('toolstack')
}

/** A rule's findings, those that are alike for several releases told once. */
function ask(rule: Rule, watch: Watch, all: readonly Release[]): Asked[] {
  const { releases } = watch
  if (releases.length === 0) return []
  watch.differs = false
  const found: Finding[] = []
  for (const finding of rule.check(watch.context(releases.length - 1))) found.push(finding)
  const { differs } = watch
  if (found.length === 0 && !differs) return none
  if (!rule.byRelease || (!differs && releases.length === all.length))
    return found.map((finding) => ({ problem: problemOf(rule, finding, all), everywhere: true }))
  const byRelease = releases.map(
    (release, index) => [release, differs ? rule.check(watch.context(index)) : found] as const
  )
  return told(rule, byRelease, all)
}

const none: Asked[] = []

// One by one: as arguments of one call, the findings of a large file overflow the stack.
function add(all: Asked[], more: readonly Asked[]): void {
  for (const each of more) all.push(each)
}

/** One cause, one finding: rules that tell what comes of it step back where another names it. */
function withoutEchoes(
  problems: readonly Problem[],
  rules: readonly RuleCard[],
  host: HostAnswer | undefined
): readonly Problem[] {
  const gives = new Map(
    [...rules, ...(host?.rules ?? [])].flatMap(({ id, givesWay }) =>
      givesWay ? [[id, givesWay] as const] : []
    )
  )
  const isEcho = (one: Problem, other: Problem): boolean => gives.get(one.rule)?.(one, other) === true
  const firm = problems.filter(
    (one) => !gives.has(one.rule) || !problems.some((other) => !gives.has(other.rule) && isEcho(one, other))
  )
  // Of two that would step back for one another both stay.
  return firm.filter(
    (one) => !gives.has(one.rule) || !firm.some((other) => isEcho(one, other) && !isEcho(other, one))
  )
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
