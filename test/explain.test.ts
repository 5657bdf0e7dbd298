import assert from 'node:assert/strict'
import test from 'node:test'
import { folderWith, xenlint } from './support/terminal.js'

test('the page of a rule shows files under their names and findings under their carets', (t) => {
  const { stdout } = xenlint(folderWith(t), ['explain', 'text-as-list'])
  assert.equal(
    stdout.slice(0, stdout.indexOf('\n\nA list of several')),
    `text-as-list

error · xl-cfg, xl-conf · suggested fixes · since 0.1.0

A list where a single value is wanted.

xl passes over a list where it wants one value, even over a list of one.

A list of one

  xl-cfg:
    name = "web"
    kernel = "/boot/vmlinuz"
    memory = [ 512 ]
             ^^^^^^^
      warning text-as-list
      \`memory\` wants a single value, not a list, so xl warns and leaves \`memory\`
      unset.

  xl-cfg, after all fixes:
    name = "web"
    kernel = "/boot/vmlinuz"
    memory = 512`
  )
})

test('no line about an option is wider than a terminal, in colour or not', (t) => {
  const folder = folderWith(t)
  for (const name of ['disk', 'vif', 'com1', 'spec-ctrl', 'spice', 'type', 'cpuid', 'GRUB_DEFAULT']) {
    const { stdout } = xenlint(folder, ['options', name])
    const wide = stdout.split('\n').filter((line) => line.length > 80)
    assert.deepEqual(wide, [], name)
    const { stdout: coloured } = xenlint(folder, ['options', name, '--color', 'always'])
    assert.notEqual(coloured, stdout)
    assert.equal(coloured.replaceAll(/\x1b\[[0-9;]*m/g, ''), stdout)
  }
})
