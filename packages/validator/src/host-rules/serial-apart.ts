import type { Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { serialFaults, type TextAt } from '../serial-ports.js'

/** What one file says by itself is `serial-mismatch`; several files together say the rest. */
export const serialApart: HostRule = {
  id: 'serial-apart',
  summary:
    'A serial port that files of `grub.d` and `/etc/default/grub` set up in ways that do not fit together.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findApart
}

function* findApart({ host }: HostContext): Iterable<Finding> {
  const { xenOptions: xen, dom0Options: dom0 } = host.boot
  if (!xen || !dom0) return
  for (const finding of serialFaults({ xen, dom0, told: (name) => textIn(host, name) }))
    if (finding.related?.some(({ at }) => at.file !== finding.at.file)) yield finding
}

function textIn({ boot }: Host, name: string): TextAt | undefined {
  const told = boot.variables.get(name)
  return told && { text: told.value, origin: told.origin }
}
