import assert from 'node:assert/strict'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import { open } from '@xenlint/service'
import fc from 'fast-check'
import { guestText } from './support/guest-text.js'
import { planned } from './support/plan-page.js'

// What libxl or Linux refuses, xl itself still takes.
const beyond = [
  'disk-name-repeated',
  'disk-name-unfit',
  'libxl-refused',
  'name-unkept',
  'passthrough-refused',
  'video-memory-small',
  'vif-name-long',
  'vif-name-unfit'
]

test('a guest that xl refuses has an error, and one that it takes has none', () => {
  const proven = fc.constantFrom(...releases.filter(({ xen }) => ['4.14', '4.17', '4.20'].includes(xen)))
  fc.assert(
    fc.property(guestText(), proven, (text, release) => {
      const file = 'etc/xen/web.cfg'
      const target = { releases: [release], because: 'as the test says' }
      const snapshot = open({ files: new Map([[file, { text, format: 'xl-cfg' }]]), target })
      const errors = snapshot
        .problems(file)
        .filter(({ rule, severity }) => severity === 'error' && !beyond.includes(rule))
      assert.deepEqual(snapshot.faults(file), [])
      assert.equal(errors.length > 0, planned(text, release.xen, 4096).status !== 0)
    }),
    { numRuns: 200 }
  )
})
