import { type Defaults, readDefaults } from '../boot/defaults.js'
import { type BootHost, planBoot } from '../boot/index.js'
import type { Origin } from '../origin.js'
import { dom0LineOf, readXenCommandLine, type XenLine, xenLineOf } from '../xen-command-line/index.js'
import type { XenOption } from '../xen-command-line/option.js'
import type { HostBoot } from './host.js'
import type { Told } from './host-guest.js'
import type { HostSource } from './source.js'

/** Which entry boots, and with which words Xen and dom0 come up. */
export function bootOf(source: HostSource): HostBoot {
  const host = bootHost(source)
  const read = readDefaults(host)
  const own = host.dropins.length > 0 ? readDefaults({ ...host, dropins: [] }) : read
  const plan = host.boot ? planBoot(host) : undefined
  const variables = textsOf(read, source)
  const isWritten = source.tree.whole || host.defaults !== undefined || host.dropins.length > 0
  const defaultEntry = read.ended === undefined ? variables.get('GRUB_DEFAULT') : undefined
  return {
    ...(plan && { plan }),
    ...(defaultEntry && { defaultEntry }),
    xen: plan?.xen,
    ...(!isWritten && { isUnwritten: true }),
    xenOptions: optionsOf(read, xenLineOf, source),
    dom0Options: optionsOf(read, dom0LineOf, source),
    variables,
    ownVariables: own === read ? variables : textsOf(own, source)
  }
}

/** The variables that files set; what grub-mkconfig found out before stands in none. */
function textsOf({ variables, ended }: Defaults, source: HostSource): Map<string, Told<string>> {
  const texts = new Map<string, Told<string>>()
  if (ended !== undefined) return texts
  for (const [name, held] of variables)
    if (held.kind === 'text' && held.origin.end > 0)
      texts.set(name, { value: held.text, origin: placeOf(held.origin, source) })
  return texts
}

function placeOf(origin: Origin, { tree, shown }: HostSource): Origin {
  return { ...origin, file: shown(tree.real(origin.file)) }
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
    kind: (path) => {
      const kind = tree.kind(tree.real(path))
      return kind === 'file' || kind === 'folder' ? kind : undefined
    },
    ...(facts.absent && { absent: facts.absent }),
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

function optionsOf(
  { variables, ended }: Defaults,
  lineOf: (variables: Defaults['variables']) => XenLine,
  source: HostSource
): XenOption[] | undefined {
  // Where update-grub ends early, the menu of before stays, whatever that says.
  const line = ended === undefined ? lineOf(variables) : undefined
  if (line?.kind !== 'text') return undefined
  return readXenCommandLine(line, source.release.xen).options.map((option) => ({
    ...option,
    origin: placeOf(option.origin, source),
    ...(option.valueOrigin && { valueOrigin: placeOf(option.valueOrigin, source) })
  }))
}
