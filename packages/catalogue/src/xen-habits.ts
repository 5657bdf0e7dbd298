import rows from '../data/xen-habits.json' with { type: 'json' }
import { type Span, within, type XenVersion } from './release.js'

interface Habit extends Span {
  readonly name: string
  readonly value: string
  readonly sources: readonly string[]
}

/** How the hypervisor reads its command line where releases differ by more than an option; absent where it doesn't. */
export function xenHabit(name: string, version: XenVersion): string | undefined {
  return (rows as readonly Habit[]).find((row) => row.name === name && within(row, version))?.value
}
