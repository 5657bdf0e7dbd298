import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { ruleCards } from '@xenlint/formats'
import { readPage, top } from './support/page.js'
import { xenlint } from './support/terminal.js'

const readme = readPage('README.md', readFileSync(join(top, 'README.md'), 'utf8'))

test('what the README shows is what the program prints', () => {
  const shown = readme.blocks.filter(({ language }) => language === 'console')
  assert.equal(shown.length, 2)
  for (const { body } of shown) {
    const [command = '', ...output] = body.split('\n')
    assert.match(command, /^\$ npx --no-install xenlint /)
    assert.equal(xenlint(top, command.split(' ').slice(4)).stdout, output.join('\n'))
  }
})

test('the commands of the README are commands', () => {
  const [, scripts] = readme.blocks.filter(({ language }) => language === 'sh')
  for (const [, words = ''] of scripts?.body.matchAll(/^xenlint (.*?)\s*#/gm) ?? []) {
    const [command = ''] = words.split(' ')
    if (/^[a-z]+$/.test(command)) assert.equal(xenlint(top, [command, '--help']).status, 0, command)
  }
  assert.ok(ruleCards.some(({ id }) => readme.text.includes(`explain ${id}`)))
})
