// The language server in Debian's own Neovim, set up as packages/server/editors/neovim.md says: run by run.sh.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

const top = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'xenlint-neovim-'))
const files = {
  'host/etc/xen/web.cfg': `name="web"
memory = 512
vcpu = 2
bootloader = "pygrub"
disk = [ "format=raw,vdev=xvda,target=/dev/vg0/web" ]
vif = [ 'bridge=xenbr0', 'mac=01:16:3e:00:00:01,bridge=xenbr0' ]
`,
  'host/etc/network/interfaces': `auto xenbr0
iface xenbr0 inet static
    address 192.0.2.10/24
    bridge_ports eth0
`,
  'setup.lua': /```lua\n([\s\S]*?)```/.exec(
    readFileSync(join(top, 'packages/server/editors/neovim.md'), 'utf8')
  )[1],
  'bin/xenlint': `#!/bin/sh\nexec "${process.execPath}" "${join(top, 'packages/cli/bin/xenlint.cjs')}" "$@"\n`
}

after(() => rmSync(folder, { recursive: true }))

test('Neovim, set up as its page says, shows findings, mends, completes, renames and forms', () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { mode: path.startsWith('bin/') ? 0o755 : 0o644 })
  }
  const words = ['--clean', '--headless', '-u', join(folder, 'setup.lua')]
  const output = execFileSync(
    'nvim',
    [...words, join(folder, 'host/etc/xen/web.cfg'), '-c', `luafile ${join(top, 'test/editor/neovim.lua')}`],
    {
      encoding: 'utf8',
      timeout: 90_000,
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder }
    }
  )
  const { hover, completions, actions, ...seen } = JSON.parse(output.trim().split('\n').at(-1))
  assert.match(hover, /\*\*`memory`\*\* – /)
  assert.ok(completions.includes('qcow2'), `completions: ${completions}`)
  assert.equal(actions[0], 'Change to `vcpus`, which then takes effect')
  assert.deepEqual(seen, {
    attached: true,
    found: true,
    codes: ['3 option-unknown', '6 mac-odd'],
    mended: true,
    left: ['6 mac-odd'],
    text: files['host/etc/xen/web.cfg']
      .replace('name="web"', 'name = "web"')
      .replace('vcpu =', 'vcpus =')
      .replaceAll('xenbr0', 'br0')
      .trimEnd()
      .split('\n'),
    symbols: ['name', 'memory', 'vcpus', 'bootloader', 'disk', 'vif']
  })
  const interfaces = readFileSync(join(folder, 'host/etc/network/interfaces'), 'utf8')
  assert.equal(interfaces, files['host/etc/network/interfaces'].replaceAll('xenbr0', 'br0'))
})
