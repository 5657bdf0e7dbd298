import type { Finding, HostContext, HostRule } from '../rule.js'

/** What a device of the machine holds stands in no state file. */
export const savePassthrough: HostRule = {
  id: 'save-passthrough',
  summary: 'A guest that starts at boot and holds PCI devices, where guests are saved at shutdown.',
  severity: 'hint',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findHolders
}

function* findHolders({ host }: HostContext): Iterable<Finding> {
  const { saveFolder, auto, isEnabled, settings } = host.lifecycle
  const set = settings.findLast(({ name }) => name === 'XENDOMAINS_SAVE')
  if (!set || saveFolder === undefined || isEnabled === false) return
  const told = new Set<string>()
  for (const { guest } of auto) {
    const [device] = guest?.pciDevices ?? []
    if (!guest || !device || told.has(guest.path)) continue
    told.add(guest.path)
    yield {
      case: 'passthrough',
      at: device.origin,
      message: `A guest that holds a PCI device cannot be saved, so at shutdown \`${guest.name?.value ?? guest.file}\` is shut down instead.`,
      related: [{ at: set.origin, message: 'Guests are saved at shutdown.' }]
    }
  }
}
