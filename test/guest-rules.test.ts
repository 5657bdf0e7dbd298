import assert from 'node:assert/strict'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import { open } from '@xenlint/service'
import fc from 'fast-check'
import { guestText } from './support/guest-text.js'
import { planned } from './support/plan-page.js'

const told = new Set(['device-refused', 'guest-crash', 'guest-refused'])

test('a guest that is said to be refused is refused', () => {
  const target = { releases: releases.filter(({ xen }) => xen === '4.17'), because: 'as the test says' }
  const files = (text: string) => new Map([['web.cfg', { text, format: 'xl-cfg' }]])
  let refused = 0
  fc.assert(
    fc.property(guestText(), (text) => {
      const problems = open({ files: files(text), target }).problems('web.cfg')
      const errors = problems.filter(({ rule, severity }) => severity === 'error' && told.has(rule))
      if (errors.length === 0) return
      refused++
      assert.notEqual(planned(text, '4.17').status, 0, errors.map(({ message }) => message).join(' '))
    }),
    { numRuns: 200 }
  )
  assert.ok(refused > 20, `only ${refused} were`)
})
