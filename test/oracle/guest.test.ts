import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { anyFile } from '../fuzz/texts.js'
import { examplesAt } from '../support/examples.js'
import { guestText, repeatingGuestText } from '../support/guest-text.js'
import { pagesIn } from '../support/page.js'
import { outcomeText, planned, plannedGuests } from '../support/plan-page.js'
import { slippedGuestText } from '../support/slip-text.js'
import { outcomeOf, sameMadeUp } from './outcome.js'
import { createAll, oracleRuns, provenReleases } from './xl.js'

/** Made-up guests, and our own files cut, mangled and mixed. */
const anyGuest = fc.oneof(
  { arbitrary: guestText(), weight: 3 },
  { arbitrary: slippedGuestText(), weight: 3 },
  { arbitrary: repeatingGuestText(), weight: 1 },
  // Half a surrogate pair is in no file.
  { arbitrary: anyFile('xl-cfg').map((text) => Buffer.from(text).toString()), weight: 1 }
)

const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1e9)

test(`xl does what is planned: ${oracleRuns} files, seed ${seed}`, async () => {
  const texts = fc.sample(anyGuest, { numRuns: oracleRuns, seed })
  const ends = new Map<string, number>()
  await createAll(texts, (release, text, run) => {
    const plan = planned(text, release)
    const outcome = sameMadeUp(outcomeOf(run), plan, text)
    assert.equal(outcomeText(plan), outcomeText(outcome), `xl ${release} on ${JSON.stringify(text)}`)
    ends.set(String(plan.status), (ends.get(String(plan.status)) ?? 0) + 1)
  })
  for (const status of ['0', '1', '3']) assert.ok(ends.has(status), `no file ended with ${status}`)
})

test('xl does what the pages say', async () => {
  const guests = pagesIn('plan/guest').flatMap(plannedGuests)
  const texts = [...new Set(guests.map(({ text }) => text))]
  await createAll(texts, (release, text, run) => {
    const page = guests.find((guest) => guest.text === text && guest.xen === release)
    if (!page) return
    const outcome = sameMadeUp(outcomeOf(run), planned(text, release), text)
    assert.equal(page.block.body, outcomeText(outcome), `xl ${release} on ${page.block.heading}`)
  })
})

test('xl does with the examples of the options what is planned', async () => {
  const examples = new Map(provenReleases.map((xen) => [xen, examplesAt(xen).map(({ text }) => text)]))
  const texts = [...new Set([...examples.values()].flat())]
  await createAll(texts, (release, text, run) => {
    if (!examples.get(release)?.includes(text)) return
    const plan = planned(text, release)
    const outcome = sameMadeUp(outcomeOf(run), plan, text)
    assert.equal(outcomeText(plan), outcomeText(outcome), `xl ${release} on ${text}`)
  })
})
