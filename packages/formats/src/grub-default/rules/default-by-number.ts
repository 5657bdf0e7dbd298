import type { Context, Finding, Rule } from '@xenlint/validator'

/** Entries of a submenu change places with each kernel and hypervisor that comes or goes; the menu's own do not. */
export const defaultByNumber: Rule = {
  id: 'default-by-number',
  summary: 'A number for the entry that boots, which means another one after the next upgrade.',
  severity: 'hint',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findNumbers
}

function* findNumbers({ settings }: Context): Iterable<Finding> {
  const value = settings.findLast(({ name }) => name === 'GRUB_DEFAULT')?.value
  if (value?.kind !== 'text') return
  const flat = settings.findLast(({ name }) => name === 'GRUB_DISABLE_SUBMENU')?.value
  const isFlat = flat?.kind === 'text' && ['true', 'yes', 'y'].includes(flat.text)
  const parts = value.text.split('>')
  // The first of each submenu is the newest, which is what most want.
  const moving = parts.find((part, index) => /^[1-9]\d*$/.test(part.trim()) && (index > 0 || isFlat))
  if (moving === undefined) return
  yield {
    case: isFlat ? 'flat' : 'submenu',
    at: value.origin,
    message: `Entry ${moving.trim()} of ${isFlat ? 'a menu without submenus' : 'a submenu'} is another one once a kernel or a hypervisor comes or goes; an entry's id stays.`
  }
}
