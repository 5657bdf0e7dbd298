import { emulatorPath } from '@xenlint/catalogue'
import { existenceOf } from './existence.js'
import type { HostSource } from './source.js'

/** True where nothing makes a bridge of `bridge_ports`: Debian's hook wants brctl, and no other ifupdown is there. */
export function isHookless(source: HostSource): boolean {
  const isThere = existenceOf(source)
  const path = emulatorPath('brctl')
  // One folder on newer machines, two on older ones.
  const makers = [path, path.replace(/^\/usr/, ''), emulatorPath('ifupdown2'), emulatorPath('ifupdown-ng')]
  return makers.every((maker) => isThere(maker) === false)
}

/** True where nothing makes the interface of a stanza with `vlan-raw-device`, unless its name says which VLAN it is. */
export function lacksVlanHook(source: HostSource): boolean {
  const isThere = existenceOf(source)
  return ['vlan-hook', 'ifupdown2', 'ifupdown-ng'].every((name) => isThere(emulatorPath(name)) === false)
}
