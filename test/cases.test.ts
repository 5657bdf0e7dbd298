import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { top } from './support/page.js'

const fixtures = join(top, 'fixtures')

const rows = readFileSync(join(fixtures, 'CASES.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', fault = '', said = ''] = /^\| ([A-Z]+-\d+) \| (.+) \| (.+) \|$/.exec(line) ?? []
    return id === '' ? [] : [{ id, fault, said }]
  })

test('each case stands in the table once, in the order of its group', () => {
  const groups = { SYN: 20, GST: 34, MIG: 24, NET: 20, BOOT: 15, MEM: 11, STO: 15, PCI: 10, LIF: 15, XFC: 18 }
  const wanted = Object.entries(groups).flatMap(([group, number]) =>
    Array.from({ length: number }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`)
  )
  assert.deepEqual(
    rows.map(({ id }) => id),
    wanted
  )
})

test('what says a case is a page that there is, or the reason why nothing does', () => {
  const wrong = rows.flatMap(({ id, said }) => {
    const pages = [...said.matchAll(/\[([\w-]+)\]\(rules\/([\w-]+)\.md\)/g)]
    const lost = pages.filter(
      ([, name, page]) => name !== page || !existsSync(join(fixtures, `rules/${page}.md`))
    )
    return lost.length > 0 || (pages.length === 0 && !/^none: \S/.test(said)) ? [id] : []
  })
  assert.deepEqual(wrong, [])
})
