import { type InterfaceOption, interfaceOptions } from '@xenlint/catalogue'
import { commandOptions, type Iface, type OptionLine } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { replacement } from '../edits.js'
import { readingOf } from '../reading.js'
import { variableOf } from '../variable.js'

/** ifup takes any name for an option and hands it to its hooks, so a slip is silent. */
export const optionMisspelt: Rule = {
  id: 'option-misspelt',
  summary: 'An option that nothing known reads, one slip away from one that is read.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findMisspelt
}

function* findMisspelt(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  const rows = interfaceOptions()
  const names = new Set(rows.map(({ name }) => name))
  const seenByHooks = new Set(
    rows.filter(({ name, methods }) => !methods && !stages.has(name)).map(({ name }) => variableOf(name))
  )
  for (const iface of reading.ifaces) {
    for (const line of iface.lines) {
      if (names.has(line.name) || commandOptions.has(line.name) || seenByHooks.has(variableOf(line.name)))
        continue
      const meant = meantBy(line, iface, rows)
      if (!meant) continue
      yield {
        case: 'slip',
        at: line.nameOrigin,
        message: `Nothing known reads \`${line.name}\`; did you mean \`${meant}\`?`,
        fixes: [replacement(line.nameOrigin, meant)]
      }
    }
  }
}

function meantBy({ name }: OptionLine, iface: Iface, rows: readonly InterfaceOption[]): string | undefined {
  const method = `${iface.family} ${iface.method}`
  const candidates = rows.filter(({ methods }) => methods?.includes(method) ?? true)
  const same = candidates.find((row) => row.name === name.toLowerCase())
  if (same) return same.name
  return candidates.find((row) => row.name.length > 4 && isOneSlip(name, row.name))?.name
}

/** What ifup itself reads: between words it takes a hyphen alone, as hooks do not. */
const stages: ReadonlySet<string> = new Set(['pre-up', 'post-up', 'pre-down', 'post-down'])

/** One letter changed, added, dropped, or swapped with its neighbour. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const [rest, otherRest] = [one.slice(start), other.slice(start)]
  const swapped = rest.length > 1 && rest[0] === otherRest[1] && rest[1] === otherRest[0]
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (swapped && rest.slice(2) === otherRest.slice(2))
  )
}
