import assert from 'node:assert/strict'
import test from 'node:test'
import { type Option, option, releaseOf, table, within } from '@xenlint/catalogue'
import { open } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'
import { createAll, type XlRun } from './xl.js'

const values = [
  '["odd"]',
  '"odd"',
  '""',
  '"yes"',
  '1',
  '"99999999999999999999"',
  '"-1"',
  '"512M"',
  '010',
  '08'
]
const rules = ['list-as-text', 'number-octal', 'number-with-unit', 'text-as-list', 'value-mistyped']

// Each option once with each value, in a guest that has it.
const asked = new Map<string, string>()
for (const row of table('xl-cfg'))
  for (const value of values) asked.set(`${guestFor(row)}${row.name} = ${value}\n`, row.name)

test(`xl does with a value it cannot use what is said of it: ${asked.size} files`, async () => {
  const seen = { error: 0, warned: 0, silent: 0 }
  await createAll([...asked.keys()], (version, text, run) => {
    const release = releaseOf(version)
    assert.ok(release)
    const name = asked.get(text) ?? ''
    const files = new Map([['web.cfg', { text, format: 'xl-cfg' }]])
    const problems = open({ files, target: { releases: [release], because: 'as the test says' } })
      .problems('web.cfg')
      .filter(({ rule }) => rules.includes(rule))
    const warned = run.messages.some((line) => line.includes(`parameter \`${name}'`))
    for (const problem of problems) {
      assert.ok(
        holds(problem, warned, run),
        `xl ${version} on ${text}says ${run.messages.join(' / ')}: ${problem.message}`
      )
      if (problem.severity === 'error') seen.error++
      else seen[problem.message.includes('xl warns') ? 'warned' : 'silent']++
    }
    const isRead = within(option('xl-cfg', name) ?? {}, version)
    if (warned && isRead)
      assert.ok(problems.length > 0, `xl ${version} warns of ${text}, and nothing is said`)
  })
  for (const count of Object.values(seen)) assert.ok(count > 20, JSON.stringify(seen))
})

function holds({ severity, message }: Problem, warned: boolean, { status }: XlRun): boolean {
  if (severity === 'error') return status !== 0
  return warned === message.includes('xl warns')
}

function guestFor({ name, guests }: Option): string {
  const type = guests?.[0] ?? 'pv'
  const lines = [`name = "web"`, `type = "${type}"`, `kernel = "/boot/vmlinuz"`, 'memory = 64', 'vnc = 1']
  return lines
    .filter((line) => !line.startsWith(`${name} `))
    .map((line) => `${line}\n`)
    .join('')
}
