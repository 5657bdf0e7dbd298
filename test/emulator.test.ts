import assert from 'node:assert/strict'
import test from 'node:test'
import {
  boot,
  create,
  darkness,
  destroy,
  end,
  type GuestEvent,
  type State,
  settle,
  simulate
} from '@xenlint/emulator'
import type { Facts, Host } from '@xenlint/model'
import fc from 'fast-check'
import { emulatorExpectations, hostOf } from './support/emulator-page.js'
import { pagesIn } from './support/page.js'

for (const page of pagesIn('emulator'))
  for (const { block, actual } of emulatorExpectations(page))
    test(`${page.path}:${block.first}: ${block.heading}`, () => assert.equal(actual, block.body))

const facts: Facts = {
  memoryMiB: 4096,
  cpus: 4,
  nics: ['eth0'],
  files: ['/boot/vmlinuz'],
  volumes: [{ path: '/dev/vg0/one' }, { path: '/dev/vg0/two' }, { path: '/srv/image' }]
}

const interfaces = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n'

function guestText(name: string): fc.Arbitrary<string> {
  const disk = fc
    .tuple(
      fc.constantFrom('/dev/vg0/one', '/dev/vg0/two', '/srv/image', '/dev/vg0/gone'),
      fc.constantFrom('w', 'r')
    )
    .map(([target, mode]) => `disk = [ "${target},raw,xvda,${mode}" ]`)
  const nic = fc
    .constantFrom('bridge=xenbr0', 'bridge=xenbr1', 'vifname=lan', 'bridge=eth0')
    .map((device) => `vif = [ "${device}" ]`)
  return fc
    .tuple(
      fc.constantFrom(`name = "${name}"`, `name = "${name}"`, 'name = "same"', ''),
      fc.constantFrom('pv', 'pvh', 'pv', 'hvm').map((type) => `type = "${type}"`),
      fc.constantFrom('kernel = "/boot/vmlinuz"', 'kernel = "/boot/vmlinuz"', 'kernel = "/boot/gone"'),
      fc.integer({ min: 0, max: 1500 }).map((memory) => `memory = ${memory}`),
      fc.option(
        fc.integer({ min: 1, max: 4 }).map((vcpus) => `vcpus = ${vcpus}`),
        { nil: '' }
      ),
      fc.option(disk, { nil: '' }),
      fc.option(nic, { nil: '' })
    )
    .map((lines) => `${lines.join('\n')}\n`)
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const xenLines = fc.constantFrom('dom0_mem=1G,max:1G', 'dom0_mem=512M', '', 'dom0_mem=max:2G')

function someHost(): fc.Arbitrary<Host> {
  const guests = fc
    .integer({ min: 1, max: names.length })
    .chain((count) => fc.tuple(...names.slice(0, count).map(guestText)))
  return fc
    .tuple(guests, xenLines, fc.constantFrom('', 'autoballoon = "on"\n'))
    .map(([texts, line, conf]) =>
      hostOf(
        new Map([
          ['/etc/default/grub', `GRUB_CMDLINE_XEN="${line}"\n`],
          ['/etc/network/interfaces', interfaces],
          ['/etc/xen/xl.conf', conf],
          ...texts.map((text, index) => [`/etc/xen/auto/${index}.cfg`, text] as const)
        ]),
        facts
      )
    )
}

/** Starts all guests one after the other and hands over each step between. */
function* run(host: Host): Generator<{ before: State; events: GuestEvent[]; after: State }> {
  let state = settle(darkness, boot(host))
  for (const { guest } of host.lifecycle.auto) {
    if (!guest) continue
    const before = state
    const events = [...create(host, before, guest)]
    state = settle(before, events)
    yield { before, events, after: state }
  }
}

/** Where memory is, all of it. */
function total({ memory, domains }: State): number {
  if (!memory) return 0
  const taken = [...domains.values()].reduce((sum, { takenKiB }) => sum + takenKiB, 0)
  return memory.xenKiB + memory.dom0KiB + memory.freeKiB + taken
}

test('memory is conserved, and what is free never less than nothing', () => {
  fc.assert(
    fc.property(someHost(), (host) => {
      for (const { after } of run(host)) {
        assert.equal(total(after), after.memory?.totalKiB)
        assert.ok((after.memory?.freeKiB ?? 0) >= 0)
      }
    }),
    { numRuns: 60 }
  )
})

test('a guest is started, refused or unknown, and a refusal is the last word', () => {
  fc.assert(
    fc.property(someHost(), (host) => {
      for (const { events } of run(host)) {
        const ends = events.filter(({ type }) => type === 'started' || type === 'refused')
        assert.deepEqual(ends, [events.at(-1)])
      }
    }),
    { numRuns: 60 }
  )
})

test('a refused guest changes nothing but the next id, what dom0 gave, and a vif whose name it wanted', () => {
  fc.assert(
    fc.property(someHost(), (host) => {
      for (const { before, events, after } of run(host)) {
        const last = events.at(-1)
        if (last?.type !== 'refused' || last.stays) continue
        const gave = events.reduce((sum, event) => sum + (event.type === 'dom0-shrunk' ? event.byKiB : 0), 0)
        const { memory, vifs } = before
        const lost = events.flatMap((event) => (event.type === 'vif-lost' ? [event.vif] : []))
        assert.deepEqual(after, {
          ...before,
          nextId: after.nextId,
          vifs: new Map([...vifs].filter(([vif]) => !lost.includes(vif))),
          memory: memory && {
            ...memory,
            dom0KiB: memory.dom0KiB - gave,
            freeKiB: memory.freeKiB + gave
          }
        })
      }
    }),
    { numRuns: 60 }
  )
})

test('a guest that is destroyed leaves the host as it was, but for the next id', () => {
  fc.assert(
    fc.property(someHost(), (host) => {
      for (const { before, events, after } of run(host)) {
        const last = events.at(-1)
        if (last?.type !== 'started' || events.some(({ type }) => type === 'dom0-shrunk')) continue
        if (before.names.has(last.name)) continue
        const gone = settle(after, destroy(after, last.id))
        assert.deepEqual({ ...gone, firstLoop: 0 }, { ...before, firstLoop: 0, nextId: gone.nextId })
      }
    }),
    { numRuns: 60 }
  )
})

test('guests that share nothing start in any order alike', () => {
  const texts = names.map(
    (name, index) => `name = "${name}"\nkernel = "/boot/vmlinuz"\nmemory = ${64 + index}\n`
  )
  const lonely = (order: readonly number[]): string[] => {
    const files = order.map((index, place) => [`/etc/xen/auto/${place}.cfg`, texts[index] ?? ''] as const)
    const fixed = ['/etc/default/grub', 'GRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n'] as const
    const { guests, memory } = simulate(hostOf(new Map([fixed, ...files]), facts), 'start')
    return [...guests.map(({ name, state }) => `${name} ${state}`).sort(), String(memory?.after.freeKiB)]
  }
  const straight = names.map((_, index) => index)
  fc.assert(
    fc.property(fc.shuffledSubarray(straight, { minLength: straight.length }), (order) =>
      assert.deepEqual(lonely(order), lonely(straight))
    ),
    { numRuns: 15 }
  )
})

test('a guest that crashes goes, stays or comes again under a new id, as its file says', () => {
  const after = (action: string): number[] => {
    const text = `name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 64\non_crash = "${action}"\n`
    const host = hostOf(new Map([['/etc/xen/auto/a.cfg', text]]), facts)
    const [guest] = host.guests
    assert.ok(guest)
    let state = settle(darkness, boot(host))
    state = settle(state, create(host, state, guest))
    return [...settle(state, end(host, state, guest, 1, 'crashed')).domains.keys()]
  }
  assert.deepEqual(['destroy', 'preserve', 'restart', 'coredump-restart'].map(after), [[], [1], [2], [2]])
})
