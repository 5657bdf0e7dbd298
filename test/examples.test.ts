import assert from 'node:assert/strict'
import test from 'node:test'
import {
  isRead,
  type Option,
  type Release,
  releaseOf,
  releases,
  table,
  within,
  xenVersions
} from '@xenlint/catalogue'
import { compactJson, readXenCommandLine } from '@xenlint/model'
import { open } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'
import { examplesAt } from './support/examples.js'
import { planned } from './support/plan-page.js'

const asked = ['4.14', '4.17', '4.20', '4.22']

test('each option of a guest has an example, unless nothing can be written for it', () => {
  const without = table('xl-cfg').filter(({ example }) => example === undefined)
  assert.deepEqual(
    without.map(({ name }) => name),
    ['nodes', 'sched', 'vncviewer']
  )
})

test('an example fits a line of a terminal', () => {
  for (const { name, example = '' } of table('xl-cfg'))
    for (const line of example.split('\n')) assert.ok(line.length <= 66, `${name}: ${line}`)
})

for (const xen of asked) {
  test(`xl ${xen} takes every example without a word`, () => {
    for (const { row, text } of examplesAt(xen)) {
      const { status, messages } = planned(text, xen)
      const said = messages.filter((line) => !(wanted[row.name] ?? []).includes(line))
      assert.deepEqual({ status, said }, { status: 0, said: [] }, text)
    }
  })

  test(`an example of ${xen} sets something`, () => {
    const idle = examplesAt(xen).filter(
      ({ text, without }) =>
        compactJson(planned(text, xen).config) === compactJson(planned(without, xen).config)
    )
    // What xl makes up for it is the same number in every plan.
    assert.deepEqual(
      idle.map(({ row }) => row.name),
      ['ms_vm_genid']
    )
  })

  test(`an example shows no slip: ${xen}`, () => {
    const release = releaseOf(xen)
    assert.ok(release)
    for (const { row, text } of examplesAt(xen))
      assert.deepEqual(problemsOf(text, 'xl-cfg', row, [release]), [], text)
  })
}

for (const format of ['xl-conf', 'grub-default', 'xendomains', 'xend-config'])
  test(`an example shows no slip: ${format}`, () => {
    for (const row of table(format)) {
      if (row.example === undefined) continue
      const text = [...(beside[format] ?? []).filter((line) => !line.startsWith(row.name)), row.example]
      assert.deepEqual(problemsOf(`${text.join('\n')}\n`, format, row), [], row.example)
    }
  })

test('every variable that people set has an example', () => {
  const without = ['xl-conf', 'grub-default', 'xendomains'].flatMap((format) =>
    table(format).filter(({ example, preset }) => example === undefined && preset === undefined)
  )
  assert.deepEqual(without, [])
})

test('an example of an interface is a line of the option', () => {
  for (const { name, example } of table('interfaces'))
    if (example !== undefined) assert.match(example, new RegExp(`^${name} \\S`))
})

test('Xen takes every example of its options', () => {
  for (const { name, example, ...span } of table('xen-command-line')) {
    if (example === undefined) continue
    const xen = xenVersions.findLast((version) => within(span, version)) ?? ''
    const { options, faults } = readXenCommandLine(example, xen)
    assert.deepEqual(faults, [], example)
    assert.deepEqual(
      options.map((option) =>
        option.isNegated && name.startsWith('no-') ? `no-${option.name}` : option.name
      ),
      [name]
    )
  }
})

function problemsOf(
  text: string,
  format: string,
  row: Option,
  releases = newestOf(format)
): readonly Problem[] {
  const files = new Map([['file', { text, format }]])
  return open({ files, target: { releases, because: 'as the test says' } })
    .problems('file')
    .filter(({ rule }) => !(row.deprecated && rule === 'option-deprecated'))
    .filter(({ rule }) => !(row.upstream && rule === 'variable-upstream'))
}

/** The newest release with a program that reads the format. */
function newestOf(format: string): Release[] {
  return releases.filter(({ xen }) => isRead(format, xen)).slice(-1)
}

/** What a file of the format must say in any case. */
const beside: Readonly<Record<string, readonly string[]>> = {
  xendomains: ['XENDOMAINS_STOP_MAXWAIT=300', 'XENDOMAINS_RESTORE=true', 'XENDOMAINS_SAVE=/var/lib/xen/save']
}

/** What xl says although nothing is wrong. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  msr_relaxed: [
    'WARNING: msr_relaxed will be removed in future versions.',
    'If it fixes an issue you are having please report to xen-devel@lists.xenproject.org.'
  ],
  tsc_mode: ['got a tsc mode string: "native"']
}
