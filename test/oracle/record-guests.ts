import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, pagesIn, replaceBodies, top } from '../support/page.js'
import { outcomeText, planned, plannedGuests } from '../support/plan-page.js'
import { outcomeOf, sameMadeUp } from './outcome.js'
import { createAll } from './xl.js'

// Rewrites what the pages of plans expect by what the real xl does; run by hand, with XENLINT_ORACLES set.
for (const page of pagesIn('plan/guest')) {
  const guests = plannedGuests(page)
  const bodies = new Map<Block, string>()
  await createAll([...new Set(guests.map(({ text }) => text))], (release, text, run) => {
    const body = outcomeText(sameMadeUp(outcomeOf(run), planned(text, release), text))
    for (const guest of guests) {
      if (guest.text !== text || guest.xen !== release) continue
      const other = bodies.get(guest.block)
      if (other !== undefined && other !== body)
        throw new Error(`${page.path}: releases of one block differ under ${guest.block.heading}`)
      bodies.set(guest.block, body)
    }
  })
  writeFileSync(join(top, 'fixtures', page.path), replaceBodies(page, bodies))
}
