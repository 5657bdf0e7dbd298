import type { Iface } from '../interfaces/index.js'

/** Names that only hardware has: a stanza does not make them. */
export function isCard(name: string): boolean {
  return /^(?:eth\d+|en[opsx]\w+|wl\w+|em\d+|p\d+p\d+)$/.test(name)
}

/** Interfaces that come with a guest, a module or another program. */
export function isVirtual(name: string): boolean {
  return /^(?:vlan|bond|tap|tun|veth|dummy|vif|vxlan|gre|wg|team|mac)/.test(name)
}

/** Debian's module makes no bond until it is asked to, and here no stanza asks for this one. */
export function isUnboundBond(ifaces: readonly Iface[], name: string): boolean {
  if (!/^bond\d+$/.test(name)) return false
  return ifaces.every(
    (iface) =>
      iface.name !== name &&
      !iface.options.some(
        (option) => /^bond[-_]/.test(option.name) && option.value.split(/\s+/).includes(name)
      ) &&
      iface.lines.every(({ value }) => !/\b(?:bonding|ifenslave)\b/.test(value))
  )
}

/** True where a hook or a method of a stanza may make the interface that it is about. */
export function mayMakeIt({ method, options }: Iface): boolean {
  return !plainMethods.test(method) || options.some(({ name }) => !plainOptions.test(name))
}

const plainMethods = /^(?:static|manual|dhcp|bootp|loopback|auto)$/
const plainOptions =
  /^(?:address|netmask|broadcast|network|gateway|metric|pointopoint|hwaddress|mtu|scope|hostname|pre-up|up|down|post-down|accept_ra|autoconf|privext|dns[-_].*|bridge[-_].*)$/
