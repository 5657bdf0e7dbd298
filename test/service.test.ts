import assert from 'node:assert/strict'
import test from 'node:test'
import { completions, cursorAt, hover, open } from '@xenlint/service'
import fc from 'fast-check'
import { pagesIn } from './support/page.js'
import { serviceExpectations } from './support/service-page.js'

for (const page of pagesIn('service')) {
  for (const { block, question, actual } of serviceExpectations(page))
    test(`${page.path}:${question.first} ${question.heading}`, () => assert.equal(actual, block.body))
}

const pieces = [
  'disk = [ ',
  "'phy:/dev/x,",
  "vdev=xvda'",
  ' ]',
  '\n',
  'type = "',
  'pv',
  '"',
  '# ',
  'GRUB_CMDLINE_XEN="',
  'dom0_mem=',
  ' ',
  '(',
  ')',
  'xend-port',
  'iface eth0 inet static\n',
  '    address ',
  '\\',
  ';',
  '[',
  '+='
]
const formats = ['xl-cfg', 'xl-conf', 'xm-cfg', 'grub-default', 'interfaces', 'xend-config', 'xendomains']

test('any place of any text can be asked about, and answers stay near it', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom(...formats), fc.nat(), (written, format, at) => {
      const offset = at % (written.length + 1)
      const snapshot = open({ files: new Map([['a', { text: written, format }]]) })
      const cursor = cursorAt(snapshot, 'a', offset)
      for (const { start, end } of [
        ...(cursor.at === 'nothing' ? [] : [cursor]),
        ...[hover(snapshot, 'a', offset)].filter((each) => each !== undefined),
        ...completions(snapshot, 'a', offset)
      ]) {
        assert.ok(start >= 0 && start <= offset && offset <= end && end <= written.length)
        assert.doesNotMatch(format === 'xl-cfg' ? written.slice(start, end) : '', /\n/)
      }
    }),
    { numRuns: 2000 }
  )
})
