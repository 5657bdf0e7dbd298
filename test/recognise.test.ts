import assert from 'node:assert/strict'
import test from 'node:test'
import { type Format, placeOf, recognise } from '@xenlint/formats'
import { root } from '@xenlint/syntax'

const guest = format('guest', ['etc/xen/*.cfg', 'etc/xen/auto/*'], /=/)
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

test('elsewhere the text alone decides, or nothing does', () => {
  assert.equal(recognise(known, '/home/draft', 'iface eth0 inet dhcp\n'), network)
  assert.equal(recognise(known, '/home/draft', 'dear diary\n'), undefined)
})

function format(id: string, paths: readonly string[], looks: RegExp): Format {
  return {
    id,
    title: id,
    paths,
    likeness: (text) => (looks.test(text) ? 1 : 0),
    parse: () => root([]),
    lower: () => [],
    table: id,
    rules: []
  }
}
