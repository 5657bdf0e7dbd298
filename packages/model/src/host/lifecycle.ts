import { readDefaults } from '../lifecycle/plan.js'
import type { AutoStart, HostLifecycle } from './host.js'
import type { HostGuest } from './host-guest.js'
import type { HostSource } from './source.js'

/** A path that xendomains starts, and the file that it leads to. */
export interface AutoPath {
  readonly path: string
  readonly real: string
}

/** What of the lifecycle hangs on no guest. */
export interface Autostart extends Omit<HostLifecycle, 'auto'> {
  readonly paths: readonly AutoPath[]
}

const defaultsPath = '/etc/default/xendomains'

/** What the package's own file says; it stands where the host's folder leaves the file out. */
const packaged = { auto: '/etc/xen/auto', save: '/var/lib/xen/save' }

/** What xendomains starts when the host comes up, in its order: every file of the folder that is not hidden. */
export function autostartOf({ tree, shown }: HostSource): Autostart {
  const text = tree.read(tree.real(defaultsPath))
  if (text === undefined)
    return tree.whole
      ? { isEnabled: false, settings: [], paths: [] }
      : { isEnabled: true, settings: [], paths: pathsIn(tree, packaged.auto), saveFolder: packaged.save }
  const { variables, settings, ended } = readDefaults(text, shown(tree.real(defaultsPath)))
  const folder = variables.get('XENDOMAINS_AUTO')
  const save = variables.get('XENDOMAINS_SAVE')
  return {
    settings,
    isEnabled: ended !== undefined ? false : folder?.kind === 'unknown' ? undefined : true,
    paths: folder?.kind === 'text' && ended === undefined ? pathsIn(tree, folder.text) : [],
    ...(save?.kind === 'text' && save.text !== '' && { saveFolder: save.text })
  }
}

function pathsIn(tree: HostSource['tree'], folder: string): AutoPath[] {
  // An unquoted path in the script breaks apart at blanks; the last part names the folder.
  const last = folder.split(/[ \t\n]+/).findLast((word) => word !== '')
  if (last === undefined) return []
  // It asks for the whole before it lets it break apart.
  if (last !== folder && tree.kind(tree.real(folder)) !== 'folder') return []
  const clean = last.replace(/\/+$/, '')
  return [...(tree.list(tree.real(clean)) ?? [])]
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => ({ path: `${last}/${name}`, real: tree.real(`${clean}/${name}`) }))
}

export function lifecycleOf(
  { paths, ...rest }: Autostart,
  guestAt: (index: number) => HostGuest | undefined
): HostLifecycle {
  return {
    ...rest,
    auto: paths.map(({ path }, index) => startedBy(path, guestAt(index)))
  }
}

/** A path of the auto folder, and the guest that it leads to. */
export function startedBy(path: string, guest: HostGuest | undefined): AutoStart {
  return { path, ...(guest && { guest }) }
}
