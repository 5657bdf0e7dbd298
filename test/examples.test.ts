import assert from 'node:assert/strict'
import test from 'node:test'
import { releaseOf, table } from '@xenlint/catalogue'
import { compactJson } from '@xenlint/model'
import { open } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'
import { examplesAt } from './support/examples.js'
import { planned } from './support/plan-page.js'

const releases = ['4.14', '4.17', '4.20', '4.22']

test('each option of a guest has an example, unless nothing can be written for it', () => {
  const without = table('xl-cfg').filter(({ example }) => example === undefined)
  assert.deepEqual(
    without.map(({ name }) => name),
    ['nodes', 'sched', 'vncviewer']
  )
})

test('an example fits a line of a terminal', () => {
  for (const { name, example = '' } of table('xl-cfg'))
    for (const line of example.split('\n')) assert.ok(line.length <= 66, `${name}: ${line}`)
})

for (const xen of releases) {
  test(`xl ${xen} takes every example without a word`, () => {
    for (const { row, text } of examplesAt(xen)) {
      const { status, messages } = planned(text, xen)
      const said = messages.filter((line) => !(wanted[row.name] ?? []).includes(line))
      assert.deepEqual({ status, said }, { status: 0, said: [] }, text)
    }
  })

  test(`an example of ${xen} sets something`, () => {
    const idle = examplesAt(xen).filter(
      ({ text, without }) =>
        compactJson(planned(text, xen).config) === compactJson(planned(without, xen).config)
    )
    // What xl makes up for it is the same number in every plan.
    assert.deepEqual(
      idle.map(({ row }) => row.name),
      ['ms_vm_genid']
    )
  })

  test(`an example shows no slip: ${xen}`, () => {
    const release = releaseOf(xen)
    assert.ok(release)
    for (const { row, text } of examplesAt(xen)) {
      const files = new Map([['web.cfg', { text, format: 'xl-cfg' }]])
      const found: readonly Problem[] = open({
        files,
        target: { releases: [release], because: 'as the test says' }
      })
        .problems('web.cfg')
        .filter(({ rule }) => !(row.deprecated && rule === 'option-deprecated'))
      assert.deepEqual(found, [], text)
    }
  })
}

/** What xl says although nothing is wrong. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  msr_relaxed: [
    'WARNING: msr_relaxed will be removed in future versions.',
    'If it fixes an issue you are having please report to xen-devel@lists.xenproject.org.'
  ],
  tsc_mode: ['got a tsc mode string: "native"']
}
