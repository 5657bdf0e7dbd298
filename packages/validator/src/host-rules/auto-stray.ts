import { type AutoStart, type Host, type HostGuest, isEndless, isPutAside, type Origin } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** xendomains takes every file in the folder for a guest, whatever its name ends in. */
export const autoStray: HostRule = {
  id: 'auto-stray',
  summary:
    'What lies among the guests to start and is none: copies that are started too, dead links, folders.',
  severity: 'error',
  status: 'stable',
  since: '0.1.0',
  check: findStrays
}

function* findStrays({ host }: HostContext): Iterable<Finding> {
  const { auto } = host.lifecycle
  for (let index = 0; index < auto.length; index++) {
    const { path, guest } = auto[index] as AutoStart
    if (guest && isPutAside(path)) yield copy(host, index, path, guest)
    if (guest) continue
    const at = placeFor(host)
    const finding = at && stray(host, path)
    if (finding) yield { at, ...finding }
  }
}

/** Where it can be said: at the variable that names the folder, else at the first guest in it. */
function placeFor({ lifecycle }: Host): Origin | undefined {
  const value = lifecycle.settings.findLast(({ name }) => name === 'XENDOMAINS_AUTO')?.value
  const first = lifecycle.auto.find(({ guest }) => guest !== undefined)?.guest
  return value?.origin ?? (first && { file: first.file, start: 0, end: 0 })
}

function copy(host: Host, index: number, path: string, guest: HostGuest): Finding {
  const { auto } = host.lifecycle
  const name = guest.name?.value
  const alike = auto.map((each) =>
    each.guest !== guest && each.guest?.name?.value === name ? each.path : undefined
  )
  const before = name === undefined ? undefined : alike.slice(0, index).find((each) => each !== undefined)
  const behind = name === undefined ? undefined : alike.slice(index).find((each) => each !== undefined)
  const end =
    before !== undefined
      ? `: where \`${before}\` fails, \`${name}\` comes up from this copy`
      : behind !== undefined
        ? `, and before \`${behind}\`, which finds \`${name}\` running`
        : ''
  return {
    case: before !== undefined ? 'behind' : behind !== undefined ? 'ahead' : 'copy',
    severity: 'warning',
    at: guest.name?.isDefault || !guest.name ? { file: guest.file, start: 0, end: 0 } : guest.name.origin,
    message: `xendomains starts \`${path}\` too, as it takes every file in that folder for a guest${end}.`
  }
}

function stray(host: Host, path: string): Omit<Finding, 'at'> | undefined {
  const real = host.tree.real(path)
  const kind = host.tree.kind(real)
  if (kind === 'folder')
    return {
      case: 'folder',
      severity: 'warning',
      message: `\`${path}\` is a folder, which xendomains hands to \`xl create\` like a guest; xl refuses it.`
    }
  if (kind === undefined && isEndless(host.tree, path))
    return {
      case: 'endless-link',
      message: `\`${path}\` is a link that leads back to itself, so no guest starts by it: \`Failed to read config file: ${path}: Too many levels of symbolic links\`.`
    }
  if (kind !== undefined || real === path) return undefined
  const isThere = host.exists(real)
  if (isThere) return undefined
  const said = `Failed to read config file: ${path}: No such file or directory`
  if (isThere === undefined && !isBeside(host, real))
    return {
      case: 'dead-link',
      needs: ['files'],
      message: `\`${path}\` leads to \`${real}\`, which is not at hand; where the host has no such file, xl says \`${said}\`.`
    }
  return {
    case: 'dead-link',
    message: `\`${path}\` leads to \`${real}\`, which is not there, so that guest does not start: \`${said}\`.`
  }
}

// Of a folder that holds other guests, this one would be at hand too.
function isBeside({ guests }: Host, path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return guests.some((guest) => guest.path.startsWith(folder))
}
