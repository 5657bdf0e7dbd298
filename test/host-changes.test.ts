import assert from 'node:assert/strict'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import { open, type Snapshot, type SourceFile } from '@xenlint/service'
import fc from 'fast-check'
import { hostIn } from './support/host-page.js'
import type { Entry } from './support/host-tree.js'

const target = { releases: releases.filter(({ debian }) => debian === '12'), because: 'as the test says' }
const paths = ['etc/xen/a.cfg', 'etc/xen/b.cfg', 'etc/xen/b-install.cfg', 'etc/xen/c.cfg']
const links: readonly (readonly [string, Entry])[] = [
  ['/etc/xen/auto/10-a', { link: '../a.cfg' }],
  ['/etc/xen/auto/20-b', { link: '../b.cfg' }]
]

const guest: fc.Arbitrary<SourceFile> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    mac: fc.constantFrom('mac=00:16:3e:00:00:01,', 'mac=00:16:3e:00:00:02,', ''),
    bridge: fc.constantFrom('bridge=xenbr0', 'bridge=xenbr1', 'bridge=xenbr', 'vifname=v'),
    disk: fc.constantFrom('/dev/vg/a,raw,xvda,w', '/dev/mapper/vg-a,raw,xvda,r', '/dev/vg/b,raw,xvda,w', 'x'),
    rest: fc.constantFrom('', 'pci = [ "03:00.0" ]', '# xenlint-allow mac-repeated: so be it', ']')
  })
  .map(({ name, mac, bridge, disk, rest }) => ({
    format: 'xl-cfg',
    text: `name = "${name}"\nkernel = "/k"\ndisk = [ "${disk}" ]\n${rest}\nvif = [ "${mac}${bridge}" ]\n`
  }))

const network: fc.Arbitrary<SourceFile> = fc
  .constantFrom('auto xenbr0\n', '', 'auto xenbr0\nsource x\n', 'auto xenbr1\n')
  .map((auto) => ({
    format: 'interfaces',
    text: `${auto}iface xenbr0 inet manual\n  bridge_ports eth0\niface xenbr1 inet manual\n  bridge_ports eth7\n`
  }))

const conf: fc.Arbitrary<SourceFile> = fc
  .constantFrom('', 'vif.default.bridge = "xenbr1"\n', 'vif.default.bridge = \n')
  .map((text) => ({ format: 'xl-conf', text }))

const edit: fc.Arbitrary<readonly [string, SourceFile | undefined]> = fc.oneof(
  fc.tuple(fc.constantFrom(...paths), fc.option(guest, { nil: undefined, freq: 6 })),
  fc.tuple(fc.constant('etc/network/interfaces'), fc.option(network, { nil: undefined })),
  fc.tuple(fc.constant('etc/xen/xl.conf'), fc.option(conf, { nil: undefined }))
)

const host = hostIn(new Map(links), { nics: ['eth0'] })

function told(snapshot: Snapshot): unknown {
  return [...snapshot.input.files.keys()].sort().map((file) => [file, snapshot.problems(file)])
}

test('after any edits a host has the findings of one that is read afresh, and nothing breaks', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(edit, fc.boolean()), { minLength: 1, maxLength: 12 }), (edits) => {
      let snapshot = open({ files: new Map(), target, host })
      for (const [[file, source], isAsked] of edits) {
        snapshot = snapshot.change(new Map([[file, source]]))
        if (isAsked) told(snapshot)
      }
      assert.deepEqual(
        told(snapshot),
        told(open({ ...snapshot.input, files: new Map(snapshot.input.files) }))
      )
      for (const file of snapshot.input.files.keys()) assert.deepEqual(snapshot.faults(file), [])
    }),
    { numRuns: 300 }
  )
})

test('the work of an edit follows the edit and not the host', () => {
  const source = (number: number, memory: number): SourceFile => ({
    format: 'xl-cfg',
    text: `name = "g${number}"\nmemory = ${memory}\nkernel = "/k"\nvif = [ "bridge=xenbr${number % 3}" ]\n`
  })
  const changesIn = (count: number): number | undefined => {
    const files = new Map(
      Array.from({ length: count }, (_, number) => [`etc/xen/g${number}.cfg`, source(number, 64)] as const)
    )
    const before = open({ files, target, host })
    before.problems('etc/xen/g1.cfg')
    const after = before.change(new Map([['etc/xen/g1.cfg', source(1, 65)]]))
    return after.hosts()[0]?.resources.changes
  }
  // Its name and its bridge go and come.
  assert.deepEqual([changesIn(10), changesIn(300)], [4, 4])
})
