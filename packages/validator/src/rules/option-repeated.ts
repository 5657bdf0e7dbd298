import type { Origin, Setting, Value } from '@xenlint/model'
import type { Context, Finding, Related, Rule } from '../rule.js'
import { withoutStatement } from '../statement.js'

/** Of two settings of one option one counts, and no reader says that it dropped the other. */
export const optionRepeated: Rule = {
  id: 'option-repeated',
  summary: 'An option that is set again elsewhere, so that one of the two has no effect.',
  severity: 'warning',
  formats: ['xl-cfg', 'xl-conf', 'xend-config'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeatedOptions
}

/** Formats whose reader takes the first setting of a name; the others take the last. */
const firstCounts: readonly string[] = ['xend-config']

function* findRepeatedOptions({ format, settings, text, option }: Context): Iterable<Finding> {
  const takesFirst = firstCounts.includes(format)
  for (const [name, all] of byName(settings)) {
    if (!option(name)) continue
    for (const { lost, winner } of takesFirst ? behindFirst(all) : beforeLast(all)) {
      const identical = lost.operation === winner.operation && isEqual(lost.value, winner.value)
      yield {
        case: identical ? 'identical' : 'lost',
        ...(identical ? { severity: 'hint' as const } : {}),
        at: lost.nameOrigin,
        message: message(name, identical, takesFirst),
        related: [counting(winner.nameOrigin, name)],
        fixes: [
          {
            title: 'Delete the setting that has no effect',
            edits: [withoutStatement(text, lost.origin)],
            safe: true
          }
        ]
      }
    }
  }
}

function message(name: string, identical: boolean, takesFirst: boolean): string {
  if (identical) return `\`${name}\` is set to the same value ${takesFirst ? 'above' : 'again below'}.`
  return takesFirst
    ? `\`${name}\` is set above already, and only the first counts.`
    : `\`${name}\` is set again below, and only the last counts.`
}

function counting(at: Origin, name: string): Related {
  return { at, message: `This setting of \`${name}\` counts.` }
}

function byName(settings: readonly Setting[]): Map<string, Setting[]> {
  const grouped = new Map<string, Setting[]>()
  for (const setting of settings) {
    const known = grouped.get(setting.name)
    if (known) known.push(setting)
    else grouped.set(setting.name, [setting])
  }
  return grouped
}

interface Loss {
  readonly lost: Setting
  readonly winner: Setting
}

/** A later `=` discards all before it; what `+=` adds behind it stays. */
function* beforeLast(all: readonly Setting[]): Iterable<Loss> {
  const last = all.findLastIndex(({ operation }) => operation === 'set')
  const winner = all[last]
  if (!winner) return
  for (const lost of all.slice(0, last)) yield { lost, winner }
}

function* behindFirst(all: readonly Setting[]): Iterable<Loss> {
  const [winner, ...rest] = all
  if (!winner) return
  for (const lost of rest) if (lost.operation === 'set') yield { lost, winner }
}

/** Two values that any reader takes alike, however they are spelled. */
function isEqual(one: Value, other: Value): boolean {
  const pending: [Value, Value | undefined][] = [[one, other]]
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [left, right] = pair
    if (left.kind === 'text' && right?.kind === 'text' && left.text === right.text) continue
    if (left.kind !== 'list' || right?.kind !== 'list' || left.items.length !== right.items.length)
      return false
    for (const [index, item] of left.items.entries()) pending.push([item, right.items[index]])
  }
  return true
}
