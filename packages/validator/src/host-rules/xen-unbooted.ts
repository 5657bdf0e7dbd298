import type { BootEntry } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { missedEntry } from './missed-entry.js'

/** Xen is installed, and GRUB starts the kernel without it: then no guest can start at all. */
export const xenUnbooted: HostRule = {
  id: 'xen-unbooted',
  summary: 'A host that boots plain Linux, though Xen stands in its menu.',
  severity: 'error',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findUnbooted
}

function* findUnbooted({ host }: HostContext): Iterable<Finding> {
  const { plan, defaultEntry } = host.boot
  if (plan?.status !== 0 || plan.xen !== false || !defaultEntry || !plan.entries.some(isXen)) return
  const { value, origin } = defaultEntry
  // What was saved is known only where the file that holds it is.
  if (value === 'saved' && host.tree.read(host.tree.real('/boot/grub/grubenv')) === undefined) return
  const guests = host.guests.some(({ auto }) => auto.length > 0)
  // A script that was put aside, or a drop-in, decides as well.
  const folders = ['/etc/grub.d', '/etc/default/grub.d']
  const unseen = folders.find(
    (path) => !host.tree.whole && host.tree.list(host.tree.real(path)) === undefined
  )
  const missed = missedEntry(host)
  const cause = missed
    ? `The menu has no ${missed.isSaved ? 'saved ' : ''}entry \`${missed.name}\`, so GRUB boots`
    : 'GRUB boots'
  yield {
    needs: unseen === undefined ? [] : ['files'],
    case: value === 'saved' ? 'saved' : 'default',
    at: origin,
    severity: guests ? 'error' : 'warning',
    message: `${cause} \`${plan.boots}\`, without Xen${guests ? ', so no guest starts' : ''}${unseen === undefined ? '.' : `; \`${unseen}\`, which may choose otherwise, is not among the files.`}`
  }
}

function isXen({ lines, entries }: BootEntry): boolean {
  return entries.some(isXen) || lines.some((line) => /^(?:multiboot|xen_hypervisor)/.test(line))
}
