import type { Host, HostGuest, Origin } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { needsOf, standing } from './standing.js'

/** xl hands out what `xen-pciback` holds: what was hidden from dom0, made assignable by hand, or is seized. */
export const pciUnhidden: HostRule = {
  id: 'pci-unhidden',
  summary: 'A device for a guest that no file hides from dom0, or that is not there.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findUnhidden
}

function* findUnhidden({ host }: HostContext): Iterable<Finding> {
  const { assignable, pci } = host.facts
  const { dom0Options, variables } = host.boot
  // A folder without GRUB's files says nothing of what they hide.
  const isKnown = dom0Options !== undefined && (assignable !== undefined || variables.size > 0)
  const lists = isKnown ? hideLists(host) : []
  const patterns = lists.flatMap(({ text }) => devicesIn(text))
  for (const [address, claims] of host.resources.all('pci').entries()) {
    const isThere = pci === undefined || pci.includes(address)
    const isHeld = assignable?.includes(address) || patterns.some((pattern) => pattern.test(address))
    if (isThere && (!isKnown || isHeld)) continue
    for (const { guest, index, origin } of claims) {
      if (!isThere) yield absent(host, address, guest, origin)
      else if (!guest.pciDevices[index]?.isSeized) yield unhidden(host, address, lists, origin)
    }
  }
}

function unhidden({ facts }: Host, address: string, lists: readonly HideList[], at: Origin): Finding {
  const { assignable } = facts
  return {
    case: lists.length > 0 ? 'unlisted' : 'unhidden',
    at,
    severity: lists.length > 0 || assignable ? 'warning' : 'hint',
    needs: assignable ? [] : ['assignable'],
    message: `No file hides \`${address}\` from dom0, so unless something else gives it to \`xen-pciback\`, xl refuses the guest: \`PCI device ${asPrinted(address)} is not assignable\`.`,
    related: lists.flatMap(({ at }) => (at ? [{ at, message: 'These devices are hidden.' }] : []))
  }
}

function absent(host: Host, address: string, guest: HostGuest, at: Origin): Finding {
  return {
    case: 'absent',
    at,
    severity: standing(guest),
    needs: needsOf(host),
    message: `The machine has no device \`${address}\`, so xl refuses the guest: \`PCI device ${asPrinted(address)} is not assignable\`.`
  }
}

interface HideList {
  readonly text: string
  readonly at?: Origin
}

/** The command line of dom0's kernel, and the options of modules. */
function hideLists({ boot, tree }: Host): HideList[] {
  const words = (boot.dom0Options ?? []).filter(({ name }) => /^xen[-_]pciback\.hide$/.test(name))
  const folder = '/etc/modprobe.d'
  const names = (tree.list(tree.real(folder)) ?? []).filter((name) => name.endsWith('.conf'))
  const texts = names.map((name) => tree.read(tree.real(`${folder}/${name}`)) ?? '')
  return [
    ...words.map(({ value = '', valueOrigin, origin }) => ({ text: value, at: valueOrigin ?? origin })),
    ...texts.flatMap((text) =>
      [...text.matchAll(/^[ \t]*options[ \t]+xen[-_]pciback\b.*?\bhide=(\S+)/gm)].map(([, list = '']) => ({
        text: list
      }))
    )
  ]
}

// (03:00.0)(0000:04:00.*)
function devicesIn(list: string): RegExp[] {
  const found = list.matchAll(
    /\((?:([0-9a-fA-F]+):)?([0-9a-fA-F]+):(?:([0-9a-fA-F]+)\.([0-9a-fA-F]+|\*)|\*\.\*)\)/g
  )
  return [...found].map(([, domain = '0', bus = '', slot, part = '*']) => {
    const tail = slot === undefined ? '[0-9a-f]{2}' : digits(slot, 2)
    return new RegExp(
      `^${digits(domain, 4)}:${digits(bus, 2)}:${tail}\\.${part === '*' ? '.' : digits(part, 1)}$`
    )
  })
}

function digits(text: string, length: number): string {
  return Number.parseInt(text, 16).toString(16).padStart(length, '0')
}

// libxl leaves out the zeros in front: 0:3:0.0
function asPrinted(address: string): string {
  return address.replace(/0*([0-9a-f]+)(?=[:.])/g, '$1')
}
