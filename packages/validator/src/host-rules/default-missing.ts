import type { Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule, Problem, Related } from '../rule.js'
import { missedEntry } from './missed-entry.js'

/** GRUB boots the first entry where the one that is asked for is not there. */
export const defaultMissing: HostRule = {
  id: 'default-missing',
  summary: 'A `GRUB_DEFAULT` that no entry of the menu answers to.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  givesWay,
  check: findMissing
}

function* findMissing({ host }: HostContext): Iterable<Finding> {
  const { plan, defaultEntry } = host.boot
  const missed = missedEntry(host)
  if (!missed || !plan || !defaultEntry) return
  yield {
    needs: isWhole(host) ? [] : ['files'],
    case: missed.isSaved ? 'saved' : 'default',
    at: defaultEntry.origin,
    message: `The menu has no ${missed.isSaved ? 'saved ' : ''}entry \`${missed.name}\`, so GRUB boots \`${plan.boots}\`.`,
    related: flattened(host)
  }
}

/** Known only where the folder is at hand that entries come from. */
function isWhole({ tree }: Host): boolean {
  return tree.whole || tree.list(tree.real('/etc/grub.d')) !== undefined
}

function flattened({ boot }: Host): Related[] {
  const flat = boot.variables.get('GRUB_DISABLE_SUBMENU')
  return flat && ['true', 'yes', 'y'].includes(flat.value)
    ? [{ at: flat.origin, message: 'Without submenus the entries have other titles.' }]
    : []
}

/** Another rule says what that comes to. */
function givesWay(own: Problem, other: Problem): boolean {
  return own.case === other.case && own.at.start === other.at.start && own.at.end === other.at.end
}
