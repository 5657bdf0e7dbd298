import assert from 'node:assert/strict'
import test from 'node:test'
import { completions, cursorAt, folds, hover, open, tokens } from '@xenlint/service'
import fc from 'fast-check'
import { pagesIn } from './support/page.js'
import { serviceExpectations } from './support/service-page.js'

for (const page of pagesIn('service')) {
  for (const { block, question, actual } of serviceExpectations(page))
    test(`${page.path}:${question.first} ${question.heading}`, () => assert.equal(actual, block.body))
}

test('the pages hold 150 cases and more, at least half of them inside strings', () => {
  const cursors = pagesIn('service')
    .flatMap(serviceExpectations)
    .map(({ question }) => question.body)
  const inStrings = cursors.filter((body) => {
    const [before = ''] = body.split('<|>')
    const line = before.slice(before.lastIndexOf('\n') + 1)
    return body.includes('<|>') && /^(?:[^"']|"[^"]*"|'[^']*')*["'][^"']*$/.test(line)
  })
  assert.ok(cursors.length >= 150 && inStrings.length * 2 >= 150, `${inStrings.length} of ${cursors.length}`)
})

const pieces = [
  'disk = [ ',
  "'phy:/dev/x,",
  "vdev=xvda'",
  'vif = [ "',
  'mac=00:16:3e:1:2:3,',
  'rate=1Mb/s@',
  'cpus = "^0-',
  'cpuid = "host,',
  "pci = [ '0000:03:00.0,",
  'p9 = [ "tag = a, ',
  '\\\\',
  'é',
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

test('tokens stand in order on their lines, none over another', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom(...formats), (written, format) => {
      const snapshot = open({ files: new Map([['a', { text: written, format }]]) })
      let last = 0
      for (const { start, end } of tokens(snapshot, 'a')) {
        assert.ok(start >= last && end > start && end <= written.length, `${start} to ${end} behind ${last}`)
        assert.doesNotMatch(written.slice(start, end), /[\r\n]|^\s*$/)
        last = end
      }
    }),
    { numRuns: 2000 }
  )
})

test('a file of half a million parts has its folds', () => {
  // As arguments of one call they would overflow the stack.
  const text = `${'a=1\n'.repeat(250_000)}#\n#\n`
  const snapshot = open({ files: new Map([['etc/xen/a.cfg', { text, format: 'xl-cfg' }]]) })
  assert.deepEqual(folds(snapshot, 'etc/xen/a.cfg'), [{ first: 250_001, last: 250_002, kind: 'comment' }])
})
