import assert from 'node:assert/strict'
import test from 'node:test'
import { type Json, jsonText, messagesOf, planGuest } from '@xenlint/model'
import fc from 'fast-check'
import { guestText } from './support/guest-text.js'
import { pagesIn } from './support/page.js'
import { outcomeText, planned, plannedGuests } from './support/plan-page.js'

for (const page of pagesIn('plan/guest')) {
  for (const { text, xen, block } of plannedGuests(page)) {
    test(`${page.path}: ${block.heading}, Xen ${xen}`, () => {
      assert.equal(outcomeText(planned(text, xen)), block.body)
    })
  }
}

test('the configuration is printed as libxl prints it', () => {
  assert.equal(
    jsonText({ c_info: { name: 'a"b\\\n\u0001/é' }, irqs: [1, 2n ** 64n - 1n], type: {}, none: [] }),
    `{
    "c_info": {
        "name": "a\\"b\\\\\\n\\u0001/é"
    },
    "irqs": [
        1,
        18446744073709551615
    ],
    "type": {

    },
    "none": [

    ]
}`
  )
})

test('a guest without `vcpus` has its CPUs for one from Xen 4.22 on', () => {
  const text = 'name = "web"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\ncpus = "2"\n'
  const bound = ['4.20', '4.21', '4.22'].filter((xen) =>
    outcomeText(planned(text, xen)).includes('vcpu_hard_affinity')
  )
  assert.deepEqual(bound, ['4.22'])
})

test('every guest has a plan on every release, and the same one twice', () => {
  const releases = fc.constantFrom('4.1', '4.4', '4.5', '4.9', '4.11', '4.14', '4.17', '4.20', '4.22')
  fc.assert(
    fc.property(guestText(), releases, (text, xen) => {
      assert.deepEqual(planned(text, xen), planned(text, xen))
    }),
    { numRuns: 300 }
  )
})

test('a remark about a part of a string knows where in the value it stands', () => {
  const text = 'name = "web"\nkernel = "/k"\nvif = [ "mac=1,bridge=xenbr0,model" ]\n'
  const machine = { cpus: 8, uuid: () => '', generationId: () => [] }
  const plan = planGuest({ file: 'FILE', text }, '4.17', machine)
  const places = plan.remarks.map(({ piece }) => piece && [piece.text, piece.start])
  assert.deepEqual(places, [undefined, ['1', 4], ['model', 20]])
  assert.deepEqual(messagesOf(plan), [
    'Parsing config from FILE',
    "Invalid parameter `mac'.",
    "unrecognized argument `model'"
  ])
})

test('numbers without end, long lists and endless strings are planned in no time', () => {
  const long = 'a,'.repeat(200_000)
  for (const value of [
    `["${long}"]`,
    `["${'phy:'.repeat(100_000)}"]`,
    `["${'['.repeat(9)}"]`,
    `"${'9'.repeat(300_000)}"`
  ]) {
    for (const option of ['disk', 'vif', 'pci', 'cpus', 'vcpus', 'cpuid', 'vnuma', 'channel']) {
      const text = `name = "web"\nkernel = "/k"\n${option} = ${value}\n`
      assert.ok(planned(text, '4.17').status !== undefined)
    }
  }
})

test('one map of CPUs serves every vCPU, however many there are', () => {
  const text = 'name = "web"\nkernel = "/k"\nmaxvcpus = 4096\ncpus = "all"\n'
  const maps = at(planned(text, '4.17', 4096).config, 'b_info', 'vcpu_hard_affinity')
  assert.ok(Array.isArray(maps))
  assert.equal(maps.length, 4096)
  assert.equal(new Set(maps).size, 1)
})

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  const [name, ...rest] = path
  if (name === undefined) return value
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value))
  return at(value[name], ...rest)
}
