import assert from 'node:assert/strict'
import test from 'node:test'
import { option, table, tableIds } from '@xenlint/catalogue'
import { describe, inReleases, optionMarkdown } from '@xenlint/service'

test('an option says what it takes, since when, and what becomes of the rest', () => {
  const row = option('xl-cfg', 'vga')
  assert.ok(row)
  assert.deepEqual(describe(row, 'xl-cfg').facts, [
    ['value', 'one of `stdvga`, `cirrus`, `none` (Xen 4.5 and later), `qxl` (Xen 4.6 and later)'],
    ['default', '`cirrus`'],
    ['read by', 'Xen 4.3 and later'],
    ['guests', 'HVM'],
    ['wrong value', 'at another word xl stops; at a list xl warns and goes on as if it were not there'],
    ['seen in', 'the real programs of Xen 4.14, 4.17 and 4.20']
  ])
})

test('a release is told what it reads, several what they differ in', () => {
  const row = option('xl-cfg', 'vga')
  const taken = (xen: string[]): unknown => row && describe(row, 'xl-cfg', xen).facts[0]?.[1]
  assert.equal(taken(['4.4']), 'one of `stdvga`, `cirrus`')
  assert.equal(taken(['4.5', '4.6']), 'one of `stdvga`, `cirrus`, `none`, `qxl` (Xen 4.6 and later)')
  const tree = option('xl-cfg', 'device_model_stubdomain_override')
  const notes = (xen: string[]): unknown => tree && describe(tree, 'xl-cfg', xen).notes.slice(1)
  assert.deepEqual(notes(['4.13']), ['Only with `qemu-xen-traditional`.'])
  assert.deepEqual(notes(['4.20', '4.21']), [
    'Xen 4.14 to 4.20: without `device_model_version` it is `qemu-xen-traditional`.',
    'Xen 4.21 and later: only with `qemu-xen`.'
  ])
})

test('an option as Markdown ends with an example in its language', () => {
  const row = option('xl-cfg', 'serial')
  assert.ok(row)
  const lines = [
    "**`serial`** – Where the guest's serial ports end.",
    '',
    '- value: a text with a form of its own, or a list of texts with a form of their own',
    '- written as: what `-serial` of QEMU takes',
    '- guests: HVM',
    '',
    'Xen up to 4.4: a text.  ',
    'Passed to QEMU unchecked: `pty`, `stdio`, `null`, `file:PATH`, `tcp:HOST:PORT,server`, `unix:PATH,server`, `/dev/ttyS0`.',
    '',
    '```xl-cfg',
    'serial = "pty"',
    '```'
  ]
  assert.equal(optionMarkdown(row, 'xl-cfg'), lines.join('\n'))
})

test('a span names the last release that is in it', () => {
  assert.equal(inReleases({}), 'every release')
  assert.equal(inReleases({ since: '4.3' }), 'Xen 4.3 and later')
  assert.equal(inReleases({ until: '4.10' }), 'Xen up to 4.9')
  assert.equal(inReleases({ since: '4.8', until: '4.11' }), 'Xen 4.8 to 4.10')
  assert.equal(inReleases({ since: '4.10', until: '4.11' }), 'Xen 4.10')
  assert.equal(inReleases({ until: '4.0' }), 'no release')
})

test('a secret is said to be one', () => {
  const row = option('xl-cfg', 'vncpasswd')
  assert.ok(row)
  assert.match(optionMarkdown(row, 'xl-cfg'), /a text; a secret, which is never shown/)
})

test('every row of every table can be told', () => {
  for (const id of tableIds)
    for (const row of table(id)) assert.doesNotMatch(optionMarkdown(row, id), /undefined|\[object/, row.name)
})
