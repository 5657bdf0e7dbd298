import type { Facts } from './facts.js'
import { isRecord } from './record.js'

type Told = Readonly<Record<string, unknown>>

/** What Ansible's `setup` tells of a host, whole or as the file of a fact cache; nothing where it is no such text. */
export function ansibleFacts(json: Told): Facts | undefined {
  const wrapped = json['ansible_facts']
  const told = isRecord(wrapped) ? wrapped : json
  const isBare = Object.hasOwn(json, 'module_setup')
  const isCache = Object.keys(json).some((name) => name.startsWith('ansible_'))
  if (told === json && !isBare && !isCache) return undefined
  const ask: Ask = (name) => told[`ansible_${name}`] ?? told[name]
  return definedOnly({
    debian: debian(ask),
    ...machine(ask),
    nics: nics(ask),
    volumes: volumes(ask),
    files: devices(ask),
    ...fileSystems(ask)
  })
}

/** A fact by its name without `ansible_`, which not every version and way to print them puts in front. */
type Ask = (name: string) => unknown

function debian(ask: Ask): string | undefined {
  if (ask('distribution') !== 'Debian') return undefined
  const version = ask('distribution_major_version') ?? ask('distribution_version')
  return /^[0-9]+/.exec(textOf(version) ?? '')?.[0]
}

/** Below Xen, Ansible sees the memory and the CPUs of dom0 and not the machine's. */
function machine(ask: Ask): Pick<Maybe<Facts>, 'memoryMiB' | 'cpus'> {
  if (ask('virtualization_type') === 'xen') return {}
  return {
    memoryMiB: wholeAboveNothing(ask('memtotal_mb')),
    cpus: wholeAboveNothing(ask('processor_vcpus') ?? ask('processor_nproc'))
  }
}

function nics(ask: Ask): string[] | undefined {
  const names = ask('interfaces')
  return Array.isArray(names)
    ? names.filter((name): name is string => typeof name === 'string' && isNic(name, ask))
    : undefined
}

// Interfaces of guests, containers and tunnels, and those that stand on another, are named by who makes them.
const made = /^(?:lo|vif[0-9].*|tap.*|tun.*|veth.*|virbr.*|docker.*|dummy.*|wg[0-9].*|.*[.:@][0-9]+)$/

function isNic(name: string, ask: Ask): boolean {
  if (made.test(name)) return false
  const told = ask(name.replace(/[-:]/g, '_'))
  const type = isRecord(told) ? told['type'] : undefined
  return type === undefined || type === 'ether' || type === 'infiniband' || type === 'unknown'
}

function volumes(ask: Ask): { path: string; sizeMiB?: number }[] | undefined {
  const lvm = ask('lvm')
  if (!isRecord(lvm)) return undefined
  const groups = isRecord(lvm['vgs']) ? lvm['vgs'] : {}
  const found = new Map<string, { path: string; sizeMiB?: number }>()
  const add = (group: unknown, name: string, told: unknown): void => {
    if (typeof group !== 'string' || !isRecord(told)) return
    const size = Number(told['size_g'])
    const path = `/dev/${group}/${name}`
    found.set(path, { path, ...(size > 0 && { sizeMiB: Math.round(size * 1024) }) })
  }
  if (isRecord(lvm['lvs']))
    for (const [name, told] of Object.entries(lvm['lvs'])) add(isRecord(told) ? told['vg'] : '', name, told)
  for (const [group, told] of Object.entries(groups))
    if (isRecord(told) && isRecord(told['lvs']))
      for (const [name, each] of Object.entries(told['lvs'])) add(group, name, each)
  return [...found.values()]
}

/** Disks and their partitions; there may be others. */
function devices(ask: Ask): string[] | undefined {
  const disks = ask('devices')
  if (!isRecord(disks)) return undefined
  return Object.entries(disks).flatMap(([name, told]) => {
    const parts = isRecord(told) && isRecord(told['partitions']) ? Object.keys(told['partitions']) : []
    return [name, ...parts].map((each) => `/dev/${each}`)
  })
}

type FileSystems = Pick<Maybe<Facts>, 'mounts' | 'freeMiB' | 'rootUuid' | 'rootDevice' | 'separateBoot'>

function fileSystems(ask: Ask): FileSystems {
  const told = ask('mounts')
  if (!Array.isArray(told)) return {}
  const mounts = told.filter(isRecord).filter(({ mount }) => typeof mount === 'string')
  const names = [...new Set(mounts.map(({ mount }) => mount as string))]
  const root = mounts.find(({ mount }) => mount === '/')
  const device = textOf(root?.['device'])
  const uuid = textOf(root?.['uuid'])
  const free = mounts.flatMap(({ mount, size_available: bytes }) =>
    typeof bytes === 'number' ? [[mount as string, Math.floor(bytes / 1024 / 1024)] as const] : []
  )
  return {
    mounts: names,
    freeMiB: Object.fromEntries(free),
    rootUuid: uuid === undefined || !/^[0-9a-fA-F-]+$/.test(uuid) ? undefined : uuid,
    rootDevice: device?.startsWith('/dev/') ? device : undefined,
    separateBoot: root && names.includes('/boot')
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function wholeAboveNothing(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}

type Maybe<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

function definedOnly(facts: Maybe<Facts>): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
