import assert from 'node:assert/strict'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import {
  type Mention,
  open,
  references,
  renamable,
  rename,
  type Snapshot,
  type SourceFile
} from '@xenlint/service'
import { applyEdits, type Edit } from '@xenlint/syntax'
import fc from 'fast-check'
import { hostIn } from './support/host-page.js'

const target = { releases: releases.filter(({ debian }) => debian === '12'), because: 'as the test says' }
const bridge = fc.constantFrom('xenbr0', 'br-lan', 'guests')
const address = fc.constantFrom('00:16:3e:00:00:01', '00:16:3e:00:00:02', '00:16:3E:00:00:0a')
const disk = fc.constantFrom('/dev/vg0/web', '/dev/mapper/vg0-web', '/srv/db.img')

const guest: fc.Arbitrary<SourceFile> = fc
  .record({
    name: fc.constantFrom('web', 'db', 'web.old'),
    bridge: fc.option(bridge, { freq: 9 }),
    mac: fc.option(address),
    disk,
    form: fc.constantFrom(
      (path: string) => `'${path},raw,xvda,w'`,
      (path: string) => `"format=raw, vdev=xvda, target=${path}"`,
      (path: string) => `'phy:${path},xvda,w'`
    ),
    script: fc.constantFrom('', ",script='a'", ',script=a\\\\b', ',backend=web', ',vifname=v7'),
    quote: fc.constantFrom('"', "'")
  })
  .map(({ name, bridge, mac, disk, form, script, quote }) => {
    const keys = [mac && `mac=${mac}`, bridge && `bridge=${bridge}`].filter(Boolean).join(', ')
    const vif = script.includes(quote) ? keys : `${keys}${script}`.replace(/^,/, '')
    const list = `[ ${quote}${vif}${quote} ]`
    return {
      format: 'xl-cfg',
      text: `name = "${name}" # xenbr0\nkernel = "/k"\ndisk = [ ${form(disk)} ]\nvif = ${list}\n`
    }
  })

const network: fc.Arbitrary<SourceFile> = fc
  .tuple(
    fc.uniqueArray(bridge, { minLength: 1 }),
    fc.constantFrom('', 'auto /x*\n', 'allow-hotplug eth0 eth1\n', 'source-directory more\n'),
    fc.constantFrom(
      '',
      '  up ip link set dev xenbr0 up\n',
      '  bridge_hw 00:16:3e:00:00:01\n',
      '  up brctl addif guests \\\n eth1\n'
    )
  )
  .map(([names, line, hook]) => ({
    format: 'interfaces',
    text: `${line}${names
      .map(
        (name, index) =>
          `auto ${name}\niface ${name} inet manual\n  bridge_ports eth${index}.7 eth${index}\n${hook}`
      )
      .join('')}iface eth0 inet manual\niface eth0.7 inet manual\n`
  }))

const conf: fc.Arbitrary<SourceFile> = bridge.map((name) => ({
  format: 'xl-conf',
  text: `vif.default.bridge="${name}"\n`
}))

const grub: fc.Arbitrary<SourceFile> = fc
  .constantFrom(
    '$(echo ${OURS:-1})',
    '$((OURS + 1))',
    "'$OURS'",
    '`echo $OURS`',
    '"${OURS%m}"',
    '\nexport OURS',
    '\nfor OURS in a b; do :; done'
  )
  .map((use) => ({
    format: 'grub-default',
    text: `OURS="1m"\nGRUB_CMDLINE_XEN="dom0_mem=$OURS"\nGRUB_X=${use}\n`
  }))

const host = fc
  .record({ network, conf: fc.option(conf), grub, guests: fc.array(guest, { minLength: 1, maxLength: 4 }) })
  .map(({ network, conf, grub, guests }) => {
    const files = new Map<string, SourceFile>([['etc/network/interfaces', network]])
    if (conf) files.set('etc/xen/xl.conf', conf)
    files.set('etc/default/grub', grub)
    for (const [index, each] of guests.entries()) files.set(`etc/xen/g${index}.cfg`, each)
    return open({ files, target, host: hostIn(new Map(), { nics: ['eth0', 'eth1'] }) })
  })

const freshNames: Readonly<Record<Mention['kind'], string>> = {
  interface: 'quay7',
  guest: 'Quay-7',
  mac: '00:16:3e:7f:7f:7f',
  disk: '/dev/quay/seven',
  variable: 'QUAY_SEVEN'
}

/** Every place of a host at which a name stands, and all that name the same. */
function* named(snapshot: Snapshot): Iterable<{ at: Mention; all: readonly Mention[] }> {
  for (const [file, { text }] of snapshot.input.files)
    for (const { index } of text.matchAll(/(?<![\w/:.-])[\w/]/g)) {
      const all = references(snapshot, file, index)
      const at = all.find((each) => each.file === file && each.start === index)
      if (at) yield { at, all }
    }
}

function after(snapshot: Snapshot, edits: ReadonlyMap<string, readonly Edit[]>): Snapshot {
  const changed = [...edits].map(([file, each]): [string, SourceFile] => {
    const source = snapshot.input.files.get(file)
    assert.ok(source)
    return [file, { ...source, text: applyEdits(source.text, each) }]
  })
  return snapshot.change(new Map(changed))
}

function texts(snapshot: Snapshot): unknown {
  return [...snapshot.input.files].map(([file, { text }]) => [file, text])
}

test('whoever is asked, the places of a name are the same', () => {
  fc.assert(
    fc.property(host, (snapshot) => {
      for (const { all } of named(snapshot))
        for (const { file, start } of all) assert.deepEqual(references(snapshot, file, start), all)
    }),
    { numRuns: 60 }
  )
})

test('a name that is changed and changed back leaves every file as it was', () => {
  let changes = 0
  fc.assert(
    fc.property(host, (snapshot) => {
      for (const { at, all } of named(snapshot)) {
        const fresh = freshNames[at.kind]
        const edits = rename(snapshot, at.file, at.start, fresh)
        if ('fault' in edits) continue
        // Behind another change in its file it stands elsewhere.
        if ((edits.get(at.file) ?? []).some(({ start }) => start < at.start)) continue
        changes++
        const there = after(snapshot, edits)
        assert.notDeepEqual(texts(there), texts(snapshot))
        const [now] = references(there, at.file, at.start)
        assert.equal(now?.name, fresh)
        assert.equal(references(there, at.file, at.start).length, all.length)
        const back = rename(there, at.file, at.start, at.name)
        assert.ok(!('fault' in back), `back to ${at.name}: ${'fault' in back ? back.fault : ''}`)
        const again = after(there, back)
        // What was spelled in several ways is spelled as the one that was asked about.
        const isOneSpelling = all.every(({ name }) => name === at.name || name.startsWith(`${at.name}.`))
        if (isOneSpelling) assert.deepEqual(texts(again), texts(snapshot))
        assert.equal(references(again, at.file, at.start).length, all.length)
      }
    }),
    { numRuns: 30 }
  )
  assert.ok(changes > 100, `only ${changes} names could be changed`)
})

test('a host whose bridge gets another name has the findings of before, but for the name', () => {
  const told = (snapshot: Snapshot, name: string): unknown =>
    [...snapshot.input.files.keys()].flatMap((file) =>
      snapshot
        .problems(file)
        .map(({ rule, severity, message, at }) =>
          [
            file,
            rule,
            severity,
            snapshot.input.files.get(file)?.text.slice(0, at.start).split('\n').length,
            message
          ]
            .join(' ')
            .replaceAll(name, 'NAME')
        )
        .sort()
    )
  let changes = 0
  fc.assert(
    fc.property(host, (snapshot) => {
      const bridges = new Set<string>()
      for (const { at } of named(snapshot)) {
        if (at.kind !== 'interface' || !/^(?:xenbr0|br-lan|guests)$/.test(at.name) || bridges.has(at.name))
          continue
        bridges.add(at.name)
        const edits = rename(snapshot, at.file, at.start, 'quay7')
        if ('fault' in edits) continue
        changes++
        assert.deepEqual(told(after(snapshot, edits), 'quay7'), told(snapshot, at.name))
      }
    }),
    { numRuns: 40 }
  )
  assert.ok(changes > 25, `only ${changes} bridges could be renamed`)
})

test('what may be renamed is said before a name is asked for', () => {
  fc.assert(
    fc.property(host, (snapshot) => {
      for (const { at } of named(snapshot)) {
        const asked = renamable(snapshot, at.file, at.start)
        const edits = rename(snapshot, at.file, at.start, freshNames[at.kind])
        if (asked && 'fault' in asked) assert.deepEqual(edits, asked)
        else assert.deepEqual(asked, at)
      }
    }),
    { numRuns: 30 }
  )
})
