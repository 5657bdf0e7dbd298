import assert from 'node:assert/strict'
import test from 'node:test'
import { option, table, tableIds } from '@xenlint/catalogue'
import { describe, optionMarkdown } from '@xenlint/service'

test('an option says what it takes, since when, and what becomes of the rest', () => {
  const row = option('xl-cfg', 'vga')
  assert.ok(row)
  assert.deepEqual(describe(row).facts, [
    ['value', 'one of `stdvga`, `cirrus`, `none` (from Xen 4.5), `qxl` (from Xen 4.6)'],
    ['default', 'cirrus'],
    ['read by', 'Xen 4.3 and later'],
    ['guests', 'HVM'],
    ['else', 'at another word the reader stops'],
    ['seen in', 'the real programs of Xen 4.14, 4.17 and 4.20']
  ])
})

test('an option as Markdown ends with an example in its language', () => {
  const row = option('xl-cfg', 'serial')
  assert.ok(row)
  const lines = [
    '**`serial`** – Serial port back ends.',
    '',
    '- value: a text written as `serial`, or a list; each item a text written as `serial`',
    '- written as: `QEMU -serial argument (pty, stdio, null, file:.., tcp:.., unix:..)`',
    '- read by: every release',
    '- guests: HVM',
    '- else: at a value of another kind the reader warns and goes on without it',
    '- seen in: the real programs of Xen 4.14, 4.17 and 4.20',
    '',
    'scalar; list since 4.5.  ',
    'Xen before 4.5: a text.',
    '',
    '```xl-cfg',
    'serial = "pty"',
    '```'
  ]
  assert.equal(optionMarkdown(row, 'xl-cfg'), lines.join('\n'))
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
