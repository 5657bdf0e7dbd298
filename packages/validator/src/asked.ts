import { compareVersions, type Release, within } from '@xenlint/catalogue'
import { pageUrl } from './page.js'
import type { Finding, Fix, Problem, RuleCard } from './rule.js'

/** A problem, and whether all releases that were asked for have it. */
export interface Asked {
  readonly problem: Problem
  readonly everywhere: boolean
}

/** Findings of a rule by release, those that are alike for several told once. */
export function told(
  rule: RuleCard,
  found: Iterable<readonly [Release, Iterable<Finding>]>,
  releases: readonly Release[]
): Asked[] {
  const merged = new Map<string, { finding: Finding; holds: Release[] }>()
  for (const [release, findings] of found) {
    for (const finding of findings) {
      const { at, severity, message } = finding
      const key = `${finding.case} ${at.file} ${at.start} ${at.end} ${severity} ${message}`
      const known = merged.get(key)
      if (!known) merged.set(key, { finding, holds: [release] })
      else if (known.holds.at(-1) !== release) known.holds.push(release)
    }
  }
  return [...merged.values()].map(({ finding, holds }) => ({
    problem: problemOf(rule, finding, releases, extent(holds, releases)),
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

/** A finding as it is reported for all releases of a target; `part` are words for those of them that it holds for. */
export function problemOf(
  rule: RuleCard,
  finding: Finding,
  releases: readonly Release[],
  part = ''
): Problem {
  const needs = finding.needs ?? []
  const severity = finding.severity ?? rule.severity
  return {
    rule: rule.id,
    case: finding.case,
    severity: needs.length > 0 && severity === 'error' ? 'warning' : severity,
    certainty: needs.length > 0 ? 'if' : 'certain',
    needs,
    ...(needs.length > 0 && { decided: finding.decided ?? severity }),
    message: part ? finding.message.replace(/[.?]?$/, (end) => part + end) : finding.message,
    at: finding.at,
    related: finding.related ?? [],
    fixes: (finding.fixes ?? []).flatMap((fix) => fixFor(fix, releases, part !== '')),
    url: pageUrl(rule.id)
  }
}

// What is safe for a part of the target may not be so for the rest.
function fixFor({ reads, ...fix }: Fix, releases: readonly Release[], isPart: boolean): Fix[] {
  if (reads && !releases.every(({ xen }) => within(reads, xen))) return []
  return [isPart ? { ...fix, safe: false } : fix]
}
