import { nearestOf } from '@xenlint/catalogue'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { planBoots } from '../plans/boot.js'
import { planGuests } from '../plans/guest.js'
import { planStarts, planStops } from '../plans/lifecycle.js'
import { planNetworks } from '../plans/network.js'

/** What can be planned, by the first word behind `plan`. */
const plans: Readonly<Record<string, (call: Call, words: readonly string[]) => number | Promise<number>>> = {
  boot: planBoots,
  guest: planGuests,
  network: planNetworks,
  start: planStarts,
  stop: planStops
}

/** Prints what the real tool would print and do. */
export async function plan(call: Call): Promise<number> {
  const [kind = '', ...words] = call.words
  const run = Object.hasOwn(plans, kind) ? plans[kind] : undefined
  if (run) return run(call, words)
  const known = Object.keys(plans)
  const guess = nearestOf(known, kind)
  const help = guess ? `did you mean \`${guess}\`?` : `it plans \`${known.join('`, `')}\`.`
  return complain([{ fault: `There is no plan of \`${kind}\`; ${help}` }])
}
