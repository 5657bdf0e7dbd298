import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { planNetwork, readInterfaces } from '@xenlint/model'
import { formatting, open } from '@xenlint/service'
import { applyEdits, type Grammar, parse } from '@xenlint/syntax'
import fc from 'fast-check'
import { anyText } from './support/arbitrary.js'
import { startEditor } from './support/editor.js'
import { guestText } from './support/guest-text.js'
import { outcomeText, planned } from './support/plan-page.js'
import { settingsThatCount } from './support/settings.js'
import { folderWith, xenlint } from './support/terminal.js'

const formats: readonly (readonly [string, Grammar])[] = [
  ['xl-cfg', 'xl-cfg'],
  ['xend-config', 'xend-config'],
  ['interfaces', 'interfaces'],
  ['grub-default', 'shell-variables'],
  ['xm-cfg', 'xm-cfg']
]

for (const [format, grammar] of formats) {
  test(`the form of any ${format} keeps its settings and its lines, and once given it stays`, () => {
    fc.assert(
      fc.property(anyText(grammar), (text) => {
        const after = formed(format, text)
        assert.deepEqual(settingsOf(format, after), settingsOf(format, text))
        assert.deepEqual(bare(after), bare(text))
        assert.equal(formed(format, after), after)
      }),
      { numRuns: 500, examples: [['\r\t\nname'], ['\r\niface  \\']] }
    )
  })
}

test('xl says the same of a guest in its form', () => {
  fc.assert(
    fc.property(guestText(), fc.constantFrom('4.14', '4.17', '4.20'), (text, xen) => {
      assert.deepEqual(outcome(formed('xl-cfg', text), xen), outcome(text, xen))
    }),
    { numRuns: 500 }
  )
})

test('ifup does the same with interfaces in their form', () => {
  fc.assert(
    fc.property(anyText('interfaces'), (text) => {
      assert.deepEqual(network(formed('interfaces', text)), network(text))
    }),
    { numRuns: 500 }
  )
})

const ragged = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.tuple(fc.constantFrom('vcpus', 'memory', 'maxmem', 'name', 'on_crash'), padding())
      },
      { weight: 1, arbitrary: fc.constantFrom('', '# a remark', 'vif = [ "a",', '"b" ]') }
    ),
    { maxLength: 12 }
  )
  .map((lines) =>
    lines.map((line) => (typeof line === 'string' ? line : `${line[0]}${line[1]}= "1"`)).join('\n')
  )

function padding(): fc.Arbitrary<string> {
  return fc.constantFrom('', ' ', ' ', '  ', '   ', '    ', '     ', '\t', '\t\t')
}

test('columns of a guest that are half made settle at once', () => {
  fc.assert(
    fc.property(ragged, (text) => {
      const after = formed('xl-cfg', text)
      assert.deepEqual(settingsOf('xl-cfg', after), settingsOf('xl-cfg', text))
      assert.deepEqual(bare(after), bare(text))
      assert.equal(formed('xl-cfg', after), after)
    }),
    { numRuns: 1000 }
  )
})

test('a column that a whole block shares stays as it is', () => {
  const names = fc.uniqueArray(fc.constantFrom('vcpus', 'memory', 'maxmem', 'name', 'on_crash', 'uuid'), {
    minLength: 2
  })
  fc.assert(
    fc.property(names, fc.nat(6), (block, more) => {
      const column = Math.max(...block.map((name) => name.length)) + 1 + more
      const text = block.map((name) => `${name.padEnd(column)}= 1\n`).join('')
      assert.equal(formed('xl-cfg', text), text)
    })
  )
})

test('an editor gets the form of a file, of a range, and of the line that was just left', async (claim) => {
  const editor = await startEditor(claim)
  const uri = 'file:///nowhere/etc/xen/web.cfg'
  await editor.open(uri, 'name="web"\nvif=[ "a" ,\n"b"]\n')
  await editor.findings(uri, 1)
  const options = { tabSize: 4, insertSpaces: true }
  const textDocument = { uri }
  const edit = (line: number, from: number, to: number, newText: string): object => ({
    range: { start: { line, character: from }, end: { line, character: to } },
    newText
  })
  const first = [edit(0, 4, 4, ' '), edit(0, 5, 5, ' ')]
  const second = [edit(1, 3, 3, ' '), edit(1, 4, 4, ' '), edit(1, 9, 10, '')]
  const third = [edit(2, 0, 0, ' '.repeat(8)), edit(2, 3, 3, ' ')]
  const ask = (method: string, more: object): Promise<unknown> =>
    editor.ask(`textDocument/${method}`, { textDocument, options, ...more })
  assert.deepEqual(await ask('formatting', {}), [...first, ...second, ...third])
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }
  assert.deepEqual(await ask('rangeFormatting', { range }), second)
  const typed = { position: { line: 1, character: 0 }, ch: '\n' }
  assert.deepEqual(await ask('onTypeFormatting', typed), first)
  await editor.leave()
})

test('an editor folds lists and selects from the inside out', async (claim) => {
  const editor = await startEditor(claim)
  const uri = 'file:///nowhere/etc/xen/web.cfg'
  await editor.open(uri, 'vif = [\n  "a,b"\n]\n')
  await editor.findings(uri, 1)
  const textDocument = { uri }
  assert.deepEqual(await editor.ask('textDocument/foldingRange', { textDocument }), [
    { startLine: 0, endLine: 2 }
  ])
  const positions = [{ line: 1, character: 3 }]
  const at = (...places: readonly (readonly [number, number, number, number])[]): object | undefined => {
    const [place, ...rest] = places
    if (!place) return undefined
    const [line, character, lastLine, last] = place
    const parent = at(...rest)
    const range = { start: { line, character }, end: { line: lastLine, character: last } }
    return { range, ...(parent ? { parent } : {}) }
  }
  assert.deepEqual(await editor.ask('textDocument/selectionRange', { textDocument, positions }), [
    at([1, 3, 1, 4], [1, 3, 1, 6], [1, 2, 1, 7], [0, 6, 2, 1], [0, 0, 2, 1], [0, 0, 3, 0])
  ])
  await editor.leave()
})

test('files get their form in place, and a CI job is told which have none', (claim) => {
  const plain = 'name="web"\nmemory = 512\n'
  const refused = 'name="web\n'
  const folder = folderWith(claim, { 'etc/xen/a.cfg': plain, 'etc/xen/b.cfg': refused })
  const left = 'etc/xen/b.cfg:1 is left as it is: what its reader refuses has to be mended first.\n'
  assert.deepEqual(xenlint(folder, ['fmt', '--check']), {
    status: 1,
    stdout: 'etc/xen/a.cfg\n',
    stderr: left
  })
  const { status, stdout } = xenlint(folder, ['fmt', '--diff'])
  assert.equal(status, 1)
  assert.match(stdout, /^-name="web"\n\+name = "web"$/m)
  assert.equal(readFileSync(join(folder, 'etc/xen/a.cfg'), 'utf8'), plain)
  assert.deepEqual(xenlint(folder, ['fmt']), { status: 0, stdout: 'etc/xen/a.cfg\n', stderr: left })
  assert.equal(readFileSync(join(folder, 'etc/xen/a.cfg'), 'utf8'), 'name = "web"\nmemory = 512\n')
  assert.equal(readFileSync(join(folder, 'etc/xen/b.cfg'), 'utf8'), refused)
  assert.deepEqual(xenlint(folder, ['fmt']), { status: 0, stdout: '', stderr: left })
})

test('a text on the standard input comes back in its form, and a refused one as it was', (claim) => {
  const folder = folderWith(claim, {})
  const fmt = (input: string): object =>
    xenlint(folder, ['fmt', '-', '--stdin-filename', 'etc/xen/a.cfg'], input)
  assert.deepEqual(fmt('a="\u00e9"'), { status: 0, stdout: 'a = "\u00e9"\n', stderr: '' })
  const stderr = 'etc/xen/a.cfg:1 is left as it is: what its reader refuses has to be mended first.\n'
  assert.deepEqual(fmt('a="x'), { status: 0, stdout: 'a="x', stderr })
})

function formed(format: string, text: string): string {
  const edits = formatting(open({ files: new Map([['file', { text, format }]]) }), 'file')
  return 'fault' in edits ? text : applyEdits(text, edits)
}

function settingsOf(format: string, text: string): unknown {
  return settingsThatCount(open({ files: new Map([['file', { text, format }]]) }), 'file')
}

/** The lines without their blanks; those at the end, which hold nothing, left out. */
function bare(text: string): string[] {
  return text
    .replace(/[ \t\f\v\r\n]+$/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[ \t\f\v]+/g, ''))
}

function outcome(text: string, xen: string): unknown {
  return outcomeText(planned(text, xen))
}

function network(text: string): unknown {
  const lookup = { read: () => 'absent' as const, list: () => 'absent' as const }
  const reading = readInterfaces({ file: 'interfaces', tree: parse('interfaces', text) }, lookup)
  return planNetwork({ reading, file: 'interfaces', shown: 'interfaces' })
}
