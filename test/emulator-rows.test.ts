import assert from 'node:assert/strict'
import test from 'node:test'
import {
  emulatorMeasured,
  emulatorNumbers,
  emulatorPaths,
  emulatorPlaces,
  emulatorReleases,
  emulatorText,
  emulatorTexts,
  emulatorUnmeasured,
  isMeasured,
  measuredBeside,
  option,
  within
} from '@xenlint/catalogue'

test('rows of the emulator are sorted, have a source, and end in texts that there are', () => {
  const texts = emulatorTexts()
  const names = texts.map(({ name }) => name)
  for (const { name, ends, lines, source } of texts) {
    assert.ok(lines.every((line) => typeof line === 'string') && source !== '', name)
    for (const kind of ['pv', 'hvm']) {
      const last = ends?.replace('{kind}', kind)
      assert.ok(last === undefined || names.includes(last), `${name} ends in ${last}`)
    }
  }
  for (const { name, value, summary, source } of emulatorNumbers()) {
    assert.ok(Number.isFinite(value) && source !== '', name)
    assert.match(summary, /[.…]$/, name)
  }
  for (const { path, summary, source } of emulatorPaths()) {
    assert.match(path, /^\/\S+$/)
    assert.match(summary, /\.$/, path)
    assert.ok(source !== '', path)
  }
  const seen = [...emulatorMeasured().keys()]
  for (const name of seen) assert.ok(option('xl-cfg', name), name)
  const fields = emulatorUnmeasured().map(({ field }) => field)
  const [numbers, paths] = [emulatorNumbers(), emulatorPaths()].map((rows) => rows.map(({ name }) => name))
  for (const all of [seen, fields]) assert.deepEqual(all, [...new Set(all)].sort())
  for (const all of [names, numbers ?? [], paths ?? []]) assert.deepEqual(all, [...all].sort())
})

test('each release that was measured has one row of each name, and its own places in the source', () => {
  const releases = emulatorReleases()
  assert.ok(releases.length > 1)
  for (const { xen, source } of releases) {
    assert.notEqual(source, '', xen)
    for (const all of [emulatorTexts(), emulatorNumbers(), emulatorPaths()]) {
      const there = all.filter((row) => within(row, xen)).map(({ name }) => name)
      assert.deepEqual(there, [...new Set(there)], xen)
    }
    const numbers = emulatorNumbers().filter((row) => within(row, xen))
    assert.deepEqual(
      numbers.map(({ name }) => name),
      [...new Set(emulatorNumbers().map(({ name }) => name))],
      xen
    )
  }
  const written = emulatorTexts().flatMap(({ lines }) =>
    [...lines.join('\n').matchAll(/\w+\.c:\d+/g)].map(String)
  )
  for (const { at, places } of emulatorPlaces()) {
    assert.ok(written.includes(at), `no text stands at ${at}`)
    for (const xen of Object.keys(places)) assert.ok(isMeasured(xen), xen)
  }
  assert.match(emulatorText('not-built', '4.17').lines.join(), /libxl_create\.c:1640:/)
  assert.match(emulatorText('not-built', '4.20').lines.join(), /libxl_create\.c:1695:/)
  assert.deepEqual(['4.1', '4.17', '4.19', '4.22'].map(measuredBeside), ['4.14', '4.17', '4.17', '4.20'])
})
