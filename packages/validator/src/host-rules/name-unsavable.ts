import type { Finding, HostContext, HostRule } from '../rule.js'

/** Debian's script does not quote the path that it makes of the folder and the name. */
export const nameUnsavable: HostRule = {
  id: 'name-unsavable',
  summary: 'A name with a blank in it, where guests are saved at shutdown: this one is not.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findBlanks
}

function* findBlanks({ host: { facts, lifecycle } }: HostContext): Iterable<Finding> {
  if (facts.xendomains === 'upstream' || lifecycle.isEnabled !== true) return
  const save = lifecycle.settings.findLast(({ name }) => name === 'XENDOMAINS_SAVE')
  if (lifecycle.saveFolder === undefined || !save) return
  const told = new Set<object>()
  for (const { guest } of lifecycle.auto) {
    if (!guest?.name || !/[ \t]/.test(guest.name.value) || told.has(guest)) continue
    told.add(guest)
    const second = guest.name.value.split(/[ \t]+/)[1] ?? ''
    yield {
      case: 'blank',
      at: guest.name.origin,
      message: `At shutdown the script breaks the path apart at the blank, so \`xl save\` takes \`${second}\` for a guest's file and refuses: the guest is shut down, not saved.`,
      related: [{ at: save.origin, message: 'Guests are saved here at shutdown.' }]
    }
  }
}
