import { type Defaults, readDefaults } from '../boot/defaults.js'
import { type BootHost, planBoot } from '../boot/index.js'
import type { Origin } from '../origin.js'
import { readXenCommandLine, xenLineOf } from '../xen-command-line/index.js'
import type { HostBoot, XenOption } from './host.js'
import type { HostSource } from './source.js'

/** Which entry boots, and with which words Xen comes up. */
export function bootOf(source: HostSource): HostBoot {
  const host = bootHost(source)
  const read = readDefaults(host)
  const plan = host.boot ? planBoot(host) : undefined
  const held = read.variables.get('GRUB_DEFAULT')
  const defaultEntry = held?.kind === 'text' && {
    value: held.text,
    origin: { ...held.origin, file: source.shown(source.tree.real(held.origin.file)) }
  }
  return {
    ...(plan && { plan }),
    ...(defaultEntry && { defaultEntry }),
    xen: plan?.xen,
    xenOptions: xenOptions(read, source)
  }
}

/** What decides how a host boots, as its folder and its facts tell. */
export function bootHost({ tree, facts, release }: HostSource): BootHost {
  const read = (path: string): string | null => tree.read(tree.real(path)) ?? null
  const file = (path: string): { path: string; text: string }[] => {
    const text = read(path)
    return text === null ? [] : [{ path, text }]
  }
  const names = (folder: string): string[] | undefined => {
    const found = tree.list(tree.real(folder))
    return found && [...found].sort()
  }
  const [defaults] = file('/etc/default/grub')
  const dropins = (names('/etc/default/grub.d') ?? [])
    .filter((name) => name.endsWith('.cfg') && !name.startsWith('.'))
    .flatMap((name) => file(`/etc/default/grub.d/${name}`))
  const scripts = names('/etc/grub.d')
  const boot = names('/boot')?.filter((name) => tree.kind(tree.real(`/boot/${name}`)) === 'file')
  const { rootUuid, rootDevice } = { ...rootInTable(read('/etc/fstab') ?? ''), ...facts }
  return {
    ...(defaults && { defaults }),
    dropins,
    ...(scripts && { scripts }),
    ...(boot && { boot }),
    read,
    debian: facts.debian ?? release.debian,
    ...(rootUuid !== undefined && { rootUuid }),
    ...(rootDevice !== undefined && { rootDevice }),
    ...(facts.rootPartUuid !== undefined && { rootPartUuid: facts.rootPartUuid }),
    ...(facts.cpus !== undefined && { cpus: facts.cpus }),
    separateBoot: facts.separateBoot === true
  }
}

/** The root file system as the host's own table names it. */
export function rootInTable(table: string): { rootUuid?: string; rootDevice?: string } {
  const [, source = ''] = /^[ \t]*([^#\s]\S*)[ \t]+\/[ \t]/m.exec(table) ?? []
  const [, uuid] = /^UUID="?([^"]+)"?$/.exec(source) ?? []
  if (uuid !== undefined) return { rootUuid: uuid }
  return source.startsWith('/dev/') ? { rootDevice: source } : {}
}

function xenOptions(
  { variables, ended }: Defaults,
  { tree, shown, release }: HostSource
): XenOption[] | undefined {
  // Where update-grub ends early, the menu of before stays, whatever that says.
  const line = ended === undefined ? xenLineOf(variables) : undefined
  if (line?.kind !== 'text') return undefined
  const place = (origin: Origin): Origin => ({ ...origin, file: shown(tree.real(origin.file)) })
  return readXenCommandLine(line, release.xen).options.map((option) => ({
    ...option,
    origin: place(option.origin),
    ...(option.valueOrigin && { valueOrigin: place(option.valueOrigin) })
  }))
}
