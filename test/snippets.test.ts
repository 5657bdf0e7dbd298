import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { formatting, open } from '@xenlint/service'
import { checkedHost } from './support/checked-host.js'
import { top } from './support/page.js'

const folder = join(top, 'extension/snippets')

interface Snippet {
  readonly prefix: string | readonly string[]
  readonly description: string
  readonly body: readonly string[]
}

/** What makes a part of a guest a whole one. */
const around = 'name = "web"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 512\n'

for (const file of readdirSync(folder)) {
  const format = file.replace(/\.json$/, '')
  const snippets: Readonly<Record<string, Snippet>> = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  for (const [name, { body }] of Object.entries(snippets)) {
    test(`the snippet "${name}" of ${format} is without a finding and in form, with any of its choices`, () => {
      for (const which of [0, 1]) {
        const written = `${expanded(body.join('\n'), which)}\n`.replace(/\n+$/, '\n')
        const text = format === 'xl-cfg' && !written.startsWith('name') ? around + written : written
        const snapshot = open({ files: new Map([['snippet', { text, format }]]) })
        assert.deepEqual(
          snapshot.problems('snippet').map(({ rule, message }) => `${rule}: ${message}`),
          [],
          text
        )
        assert.deepEqual(formatting(snapshot, 'snippet'), [], text)
      }
    })
  }
}

/** The text that an editor leaves when its user changes nothing, or takes another of the words offered. */
function expanded(body: string, which: number): string {
  return body
    .replace(
      /\$\{\d+\|([^|]*)\|\}/g,
      (_, words: string) => words.split(',')[which] ?? words.split(',')[0] ?? ''
    )
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{RANDOM_HEX\/\(\.\.\)\(\.\.\)\(\.\.\)\/\$1:\$2:\$3\/\}/g, 'a1:b2:c3')
    .replace(/\$\d+/g, '')
}

test('the sample host has the mistakes that its comments speak of, each with its fix', () => {
  const sample = JSON.parse(readFileSync(join(top, 'extension/walkthrough/sample.json'), 'utf8'))
  const snapshot = checkedHost({ links: {}, ...sample })
  const found = Object.keys(sample.files).flatMap((file) =>
    snapshot.problems(file).map(({ severity, rule, fixes }) => [file, severity, rule, fixes.length])
  )
  assert.deepEqual(found, [
    ['etc/xen/auto/10-web.cfg', 'warning', 'option-repeated', 1],
    ['etc/xen/auto/10-web.cfg', 'warning', 'option-unknown', 1],
    ['etc/xen/auto/20-db.cfg', 'error', 'bridge-missing', 1],
    ['etc/default/grub', 'error', 'dom0-memory', 1]
  ])
})
