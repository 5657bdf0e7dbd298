import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { open } from '@xenlint/service'
import { judge, targets } from './fuzz/laws.js'
import { top } from './support/page.js'

const corpus = join(top, 'fixtures/corpus')

/** What each file gives on Debian 11 to 13: rule, case and the text it stands on, in order. */
const findings: Readonly<Record<string, readonly string[]>> = {
  'affinity-beside-unusable-vcpus.xl-cfg': [
    `memory-unset unset: "name = \\"web\\""`,
    `affinity-unused no-vcpus: "cpus = \\"0-3\\""`,
    `value-mistyped number-warned: "\\"two\\""`
  ],
  'attribute-behind-auto.interfaces': [`interface-undefined stanza-missing: "source-directory"`],
  'bracket-behind-odd-number.xl-cfg': [
    `text-as-list refused: "[1_000]"`,
    `syntax-refused number: "1_000"`,
    `syntax-refused other: "\\n"`
  ],
  'comment-in-open-list.xend-config': [],
  'disk-added-behind-prefix.xl-cfg': [`memory-unset unset: "name = \\"web\\""`, `disk-prefix prefix: "phy:"`],
  'format-of-later-releases.xl-cfg': [`memory-unset unset: "name = \\"web\\""`],
  'line-separator-in-open-list.xl-cfg': [
    `syntax-refused quote-missing: "name03:00.1"`,
    `syntax-refused comma: "\\", \\""`,
    `syntax-masked list-open: ""`
  ],
  'list-added-to-text.xl-cfg': [
    `syntax-refused mix: "]"`,
    `text-as-list refused: "[[\\"C:\\\\Program\\"]]"`,
    `syntax-masked escape: "\\\\P"`
  ],
  'many-bare-words.xl-cfg': [`syntax-refused word: "a"`],
  'nul-among-refused-names.xl-cfg': [
    `option-repeated lost: "name"`,
    `syntax-refused value-absent: "="`,
    `syntax-masked nul: "\\u0000"`,
    `syntax-refused equals: "name: \\"web\\""`
  ],
  'number-touching-string.xl-cfg': [`option-unknown unknown: "args"`, `syntax-refused comma: "0x1f"`],
  'open-string-before-item.xl-cfg': [
    `text-as-list refused: "[\\"open, # note\\n[]]"`,
    `syntax-refused string-open: "\\"open, # note"`,
    `syntax-masked comma: "["`
  ],
  'open-string-in-list.xl-cfg': [
    `syntax-refused word: "namephy:/dev/vg0/a"`,
    `syntax-refused comma: "\\" \\""`,
    `syntax-masked list-open: ""`
  ],
  'quote-inside-misspelt-word.grub-default': [
    `option-deprecated silent: "GRUB_HIDDEN_TIMEOUT"`,
    `shell-refused quote: "\\""`
  ],
  'rename-to-nothing.interfaces': [`rename-targetless target-missing: "auto"`],
  'repeated-behind-refused-addition.xl-cfg': [
    `option-repeated lost: "extra"`,
    `option-repeated lost: "extra"`,
    `syntax-refused mix: "]"`
  ],
  'repeated-in-refused-list.xend-config': [`file-unread unread: "(dom0-cpus 1# Ours since squeeze."`],
  'repeated-on-refused-line.xl-cfg': [`option-repeated lost: "vcpus"`, `syntax-refused separator: ""`]
}

for (const name of readdirSync(corpus).filter((file) => !file.endsWith('.md'))) {
  const text = readFileSync(join(corpus, name), 'utf8')
  const format = name.slice(name.lastIndexOf('.') + 1)

  test(`${name} is read, mended and planned without a fault for every release`, () => {
    for (const target of targets) judge(text, format, target)
  })

  test(`${name} gives what it gave`, () => {
    const problems = open({ files: new Map([[name, { text, format }]]) }).problems(name)
    const found = problems.map(
      ({ rule, case: kind, at }) => `${rule} ${kind}: ${JSON.stringify(text.slice(at.start, at.end))}`
    )
    assert.deepEqual(found, findings[name])
  })
}

test('what is told of a file is told of one that is there', () => {
  const names = readdirSync(corpus).filter((file) => !file.endsWith('.md'))
  assert.deepEqual(Object.keys(findings).sort(), names.sort())
})
