import assert from 'node:assert/strict'
import test from 'node:test'
import { detect, type Format, formats, placeOf, recognise } from '@xenlint/formats'
import { root } from '@xenlint/syntax'
import { pagesIn } from './support/page.js'

const guest = format('guest', ['etc/xen/*.cfg', 'etc/xen/auto/*', 'etc/xen/NAME'], /=/)
const old = format('old', ['etc/xen/*.cfg'], /^import /m)
const network = format('network', ['etc/network/interfaces'], /^iface /m)
const known = [guest, old, network]

test('a path shows the host that its file belongs to', () => {
  assert.deepEqual(placeOf(known, '/srv/fleet/web1/etc/xen/auto/10-db'), {
    host: '/srv/fleet/web1',
    path: 'etc/xen/auto/10-db'
  })
  assert.deepEqual(placeOf(known, '/etc/network/interfaces'), { host: '', path: 'etc/network/interfaces' })
  assert.deepEqual(placeOf(known, 'etc/xen/db.cfg'), { host: '', path: 'etc/xen/db.cfg' })
})

test('a path that only resembles a place is no place', () => {
  for (const path of ['/petc/xen/a.cfg', '/etc/xen/sub/a.cfg', '/etc/xen/.a.cfg', '/etc/xen/a.cfg.bak', ''])
    assert.equal(placeOf(known, path), undefined)
})

test('the place decides the format, and the text where formats share a place', () => {
  assert.equal(recognise(known, '/etc/network/interfaces', 'a = 1\n'), network)
  assert.equal(recognise(known, '/etc/xen/auto/web', 'import os\n'), guest)
  assert.equal(recognise(known, '/etc/xen/web.cfg', 'import os\n'), old)
  assert.equal(recognise(known, '/etc/xen/web.cfg', ''), guest)
})

test('a name without a dot in /etc/xen is a guest only if its text looks like one', () => {
  assert.equal(recognise(known, '/etc/xen/web', 'memory = 512\n'), guest)
  assert.equal(recognise(known, '/etc/xen/README', 'Put guests here.\n'), undefined)
})

test('elsewhere the text alone decides, or nothing does', () => {
  assert.equal(recognise(known, '/home/draft', 'iface eth0 inet dhcp\n'), network)
  assert.equal(recognise(known, '/home/draft', 'dear diary\n'), undefined)
})

test('templates and files put aside are recognised, and left out', () => {
  const left = (path: string, text: string): string | undefined => detect(known, path, text)?.leftOut
  assert.equal(left('/etc/network/interfaces.j2', 'iface {{ nic }} inet dhcp\n'), 'template')
  assert.equal(left('/srv/roles/web.cfg.erb', 'name = "<%= name %>"\n'), 'template')
  assert.equal(left('/etc/xen/web.cfg', 'name = "@NAME@"\n'), 'template')
  assert.equal(left('/etc/xen/web.cfg~', 'memory = 512\n'), 'backup')
  assert.equal(left('/etc/network/interfaces.dpkg-old', ''), 'backup')
  assert.equal(left('/etc/xen/auto/web.cfg.bak', 'memory = 512\n'), undefined)
  assert.equal(left('/etc/xen/web.cfg', 'memory = 512\n'), undefined)
})

for (const page of pagesIn('looks')) {
  for (const block of page.blocks) {
    test(`${page.path}:${block.first}: ${block.heading}`, () => {
      const found = recognise(formats, '/srv/draft', block.body)?.id ?? 'nothing'
      assert.equal(found, block.language)
    })
  }
}

function format(id: string, paths: readonly string[], looks: RegExp): Format {
  return {
    id,
    title: id,
    paths,
    likeness: (text) => (looks.test(text) ? 1 : 0),
    parse: () => root([]),
    lower: () => [],
    table: id,
    rules: [],
    spacing: () => undefined
  }
}
