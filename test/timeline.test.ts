import assert from 'node:assert/strict'
import test from 'node:test'
import { folderWith, xenlint } from './support/terminal.js'

const long = 'customer-4711-production-database-primary.internal.example.org'

function guest(name: string, bridge: string): string {
  return `name = "${name}"\nkernel = "/boot/vmlinuz"\nmemory = 64\nvif = [ "bridge=${bridge}" ]\n`
}

const interfaces = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n'

function facts(debian: string): string {
  return JSON.stringify({ debian, memoryMiB: 4096, cpus: 2, nics: ['eth0'], files: ['/boot/vmlinuz'] })
}

test('names that are longer than a line break none but their own', (t) => {
  const folder = folderWith(t, {
    [`etc/xen/auto/${long}`]: guest(long, 'xenbr1'),
    'etc/default/grub': 'GRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n',
    'etc/network/interfaces': interfaces,
    '.xenlint/facts.json': facts('12')
  })
  const { stdout, status } = xenlint(folder, ['simulate', '.'])
  const wide = stdout.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '))
  assert.deepEqual(wide, [])
  assert.equal(status, 1)
  assert.equal(
    stdout.slice(stdout.indexOf('After')),
    `After a reboot 0 of 1 guest returns;\n\`${long}\` does not,\nbecause there is no bridge \`xenbr1\`.\n`
  )
})

test('what holds for every guest is said once, and what would end one start comes first', (t) => {
  const folder = folderWith(t, {
    'etc/xen/auto/db.cfg': guest('db', 'xenbr1'),
    'etc/xen/auto/mail.cfg': guest('mail', 'xenbr0'),
    'etc/xen/auto/web.cfg': guest('web', 'xenbr0'),
    'etc/default/grub': 'GRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n',
    'etc/network/interfaces': interfaces,
    '.xenlint/facts.json': facts('10')
  })
  const { stdout } = xenlint(folder, ['simulate', '.', '--until', 'start'])
  assert.equal(
    stdout.slice(stdout.indexOf('Guests')),
    `Guests, in their order
  unknown   what Xen 4.11 does with guests was not measured, so of none is it
            certain
  unknown   db    id 1, 64 MiB, 1 vCPU
            On Xen 4.14 it would fail here: there is no bridge \`xenbr1\`.
            etc/xen/auto/db.cfg:4
              vif = [ "bridge=xenbr1" ]
                              ^^^^^^
  unknown   mail  id 2, 64 MiB, 1 vCPU
  unknown   web   id 3, 64 MiB, 1 vCPU
  memory    dom0 has 1024 MiB now, and 2828 MiB are free

After a reboot 0 of 3 guests return for certain; \`db\` may, but on Xen 4.14 it
would fail here: there is no bridge \`xenbr1\`; \`mail\`, \`web\` may, but what Xen
4.11 does with guests was not measured.
`
  )
})
