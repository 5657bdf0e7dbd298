import assert from 'node:assert/strict'
import test from 'node:test'
import { formatOf } from '@xenlint/formats'
import { readShell } from '@xenlint/model'
import { leaves, parse, toSource } from '@xenlint/syntax'
import fc from 'fast-check'
import { anyText } from './support/arbitrary.js'

test('a text that dash takes is a tree without junk, and nothing is missing in it', () => {
  fc.assert(
    fc.property(anyText('shell-variables'), (text) => {
      if (readShell(text, 'dash').fault) return
      const trouble = [...leaves(parse('shell-variables', text))].filter(({ type }) =>
        /junk|missing/.test(type)
      )
      assert.deepEqual(trouble, [])
    }),
    { numRuns: 3000 }
  )
})

test('every character of a value leads back to the file', () => {
  const format = formatOf('grub-default')
  assert.ok(format)
  fc.assert(
    fc.property(anyText('shell-variables'), (text) => {
      for (const { value } of format.lower(format.parse(text), 'etc/default/grub')) {
        if (value.kind !== 'text') continue
        let end = 0
        for (const segment of value.map) {
          assert.equal(segment.valueStart, end)
          end = segment.valueEnd
        }
        assert.equal(end, value.text.length)
        for (let index = 0; index < end; index++) {
          const range = toSource(value.map, index, index + 1)
          assert.ok(range && range.start < range.end && range.end <= text.length)
        }
      }
    }),
    { numRuns: 3000 }
  )
})

test('a value that is put together leads back to each of its parts', () => {
  const format = formatOf('grub-default')
  const text = 'MEM="1024M"\nGRUB_CMDLINE_XEN="dom0_mem=$MEM \\"loglvl"=all\n'
  const [, setting] = format?.lower(format.parse(text), 'etc/default/grub') ?? []
  assert.equal(setting?.value.kind, 'text')
  if (setting?.value.kind !== 'text') return
  const { text: value, map } = setting.value
  assert.equal(value, 'dom0_mem=1024M "loglvl=all')
  const written = (word: string): string => {
    const at = value.indexOf(word)
    const range = toSource(map, at, at + word.length)
    return text.slice(range?.start, range?.end)
  }
  assert.deepEqual(['dom0_mem', '1024M', '"', 'loglvl', 'all'].map(written), [
    'dom0_mem',
    '1024M',
    '\\"',
    'loglvl',
    'all'
  ])
})

test('a lost quote costs one line', () => {
  const text = 'A="lost\nB="kept"\nC=\'lost too\nD=$(date\nE=1\n'
  const types = parse('shell-variables', text).children.filter(({ type }) => type === 'setting').length
  assert.equal(types, 5)
})

test('behind a redirection no keyword ends a block or begins one', () => {
  const faults = ['( : )2>&1 ! }', '{ { :; } >x }', 'if ( : ) >x then :; fi', '( : ) ! }'].map(
    (text) => readShell(text, 'dash').fault?.message
  )
  assert.deepEqual(faults, [
    'word unexpected',
    'word unexpected (expecting "}")',
    'word unexpected (expecting "then")',
    '"!" unexpected'
  ])
  assert.equal(readShell('{ { :; } >x; }\nif ( : ) then :; fi\n', 'dash').fault, undefined)
})

test('a file that would grow without end is given up, and says so', () => {
  const format = formatOf('grub-default')
  for (const text of [`X=a\n${'X="$X$X"\n'.repeat(40)}`, 'f() { f; f; }\nf\nX="$Y"\n']) {
    const value = format?.lower(format.parse(text), 'etc/default/grub').at(-1)?.value
    assert.equal(value?.kind, 'unknown')
  }
})
