import type { Host } from '@xenlint/model'
import { type Asked, told } from './asked.js'
import type { HostRule, Rule, Severity } from './rule.js'

/** What rules find on a host, by the file that each finding stands in; and the rules that broke. */
export interface HostAnswer {
  readonly found: ReadonlyMap<string, readonly Asked[]>
  /** The rules that were asked, so that a comment that allows one of them can be told to be of no use. */
  readonly rules: readonly HostRule[]
  /** Which xendomains starts and stops the guests. */
  readonly script: NonNullable<Rule['script']>
  /** The program that starts the guests; absent where nothing tells. */
  readonly toolstack?: NonNullable<Host['toolstack']>
  readonly faults: readonly { readonly rule: string; readonly error: unknown }[]
}

/**
 * Asks the rules about one host, as each release of the target has it, oldest first.
 * Files of which they say what they said before keep the very list.
 */
export function checkHost(
  hosts: readonly Host[],
  rules: readonly HostRule[],
  severities?: ReadonlyMap<string, Severity | 'off'>,
  last?: HostAnswer
): HostAnswer {
  const fresh = new Map<string, Asked[]>()
  const faults: { rule: string; error: unknown }[] = []
  const releases = hosts.map(({ release }) => release)
  for (const rule of rules) {
    if (severities?.get(rule.id) === 'off') continue
    try {
      const byRelease = hosts.map(
        (host) => [host.release, rule.check({ host, release: host.release })] as const
      )
      for (const asked of told(rule, byRelease, releases)) {
        const { file } = asked.problem.at
        const known = fresh.get(file)
        if (known) known.push(asked)
        else fresh.set(file, [asked])
      }
    } catch (error) {
      faults.push({ rule: rule.id, error })
    }
  }
  const found = new Map<string, readonly Asked[]>()
  for (const [file, asked] of fresh) {
    const before = last?.found.get(file)
    found.set(file, before && isAlike(before, asked) ? before : asked)
  }
  const [first] = hosts
  const toolstack = hosts.every((host) => host.toolstack === first?.toolstack) ? first?.toolstack : undefined
  const script = hosts.at(-1)?.facts.xendomains ?? 'debian'
  return { found, rules, script, ...(toolstack && { toolstack }), faults }
}

/** True of two values of plain data that say the same. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [keys, others] = [Object.keys(one), Object.keys(other)]
  return (
    keys.length === others.length &&
    keys.every((key) => isAlike(one[key as keyof typeof one], other[key as keyof typeof other]))
  )
}
