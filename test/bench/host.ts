import type { Files } from '../support/folder.js'
import { guest } from './texts.js'

/** A guest of so many lines, as people write them; it stands on the host of many. */
export function longGuest(lines: number, number: number): string {
  const text = guest(600, number)
  const missing = lines - text.split('\n').length + 1
  return text + '# One of many, like all the others.\n'.repeat(missing)
}

export function pathOf(number: number): string {
  return `etc/xen/guest-${String(number).padStart(5, '0')}.cfg`
}

/** The files of a host of many guests that all start with it, and of which nothing is missing. */
export function hostOfMany(count: number, xenLine = 'dom0_mem=4G,max:4G'): Files {
  const numbers = Array.from({ length: count }, (_, number) => number)
  const volumes = numbers.flatMap((number) => [
    { path: `/dev/vg0/guest-${number}` },
    { path: `/dev/vg0/guest-${number}-swap` }
  ])
  const facts = {
    xen: '4.17',
    memoryMiB: 1 << 24,
    cpus: 16,
    nics: ['eth0'],
    files: ['/boot/vmlinuz-6.1.0-30-amd64', '/boot/initrd.img-6.1.0-30-amd64'],
    volumes
  }
  return {
    '.xenlint/facts.json': JSON.stringify(facts),
    'etc/default/grub': `GRUB_CMDLINE_XEN="${xenLine}"\n`,
    'etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n',
    ...Object.fromEntries(numbers.map((number) => [pathOf(number), guest(600, number)])),
    ...Object.fromEntries(
      numbers.map((number) => [
        `etc/xen/auto/${String(number).padStart(5, '0')}`,
        { link: `/${pathOf(number)}` }
      ])
    )
  }
}
