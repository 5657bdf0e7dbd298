import type { Host, HostGuest } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** A saved guest takes about its memory on disk; where that is not left, it is shut down instead. */
export const saveRoom: HostRule = {
  id: 'save-room',
  summary: 'A folder for saved guests that cannot be made, or has no room for all that run.',
  severity: 'warning',
  formats: ['xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findRoom
}

function* findRoom({ host }: HostContext): Iterable<Finding> {
  const { saveFolder: folder, settings, isEnabled } = host.lifecycle
  const value = settings.findLast(({ name }) => name === 'XENDOMAINS_SAVE')?.value
  if (folder === undefined || value === undefined || isEnabled === false) return
  const file = fileOnTheWay(host, folder)
  if (file !== undefined) {
    yield {
      case: 'file',
      at: value.origin,
      message: `\`${file}\` is a file, so no guest can be saved to \`${folder}\`: all are shut down instead.`
    }
    return
  }
  const room = roomIn(host, folder)
  const guests = savedGuests(host)
  const wanted = guests.reduce((sum, { memoryMiB }) => sum + memoryMiB.value, 0)
  if (room === undefined || wanted <= room) return
  yield {
    case: 'full',
    at: value.origin,
    message: `To save ${guests.length === 1 ? 'the guest' : `all ${guests.length} guests`} takes about ${wanted} MiB, and \`${folder}\` has ${Math.floor(room)} MiB left: what does not fit is shut down instead.`,
    related: guests.map(({ memoryMiB, name, file: shown }) => ({
      at: memoryMiB.origin,
      message: `\`${name?.value ?? shown}\` has ${memoryMiB.value} MiB.`
    }))
  }
}

function fileOnTheWay({ tree }: Host, folder: string): string | undefined {
  const parts = folder.split('/').filter((part) => part !== '')
  const ways = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
  return folder.startsWith('/') ? ways.find((way) => tree.kind(tree.real(way)) === 'file') : undefined
}

/** The room of the folder, or of the file system that it lies on; unknown where the facts do not say. */
function roomIn({ facts: { freeMiB = {}, mounts = [] } }: Host, folder: string): number | undefined {
  const plain = folder.replace(/\/+$/, '')
  const own = freeMiB[plain]
  if (own !== undefined) return own
  const mount = mounts
    .filter((each) => each === '/' || plain === each || plain.startsWith(`${each}/`))
    .sort((one, other) => other.length - one.length)[0]
  return mount === undefined ? undefined : freeMiB[mount]
}

/** The guests that run when the machine stops: those that the facts name, else those that start with it. */
function savedGuests({ facts: { running }, guests, lifecycle }: Host): HostGuest[] {
  const found = running
    ? running.map(({ name }) => guests.find((guest) => guest.name?.value === name))
    : lifecycle.auto.map(({ guest }) => guest)
  const byName = new Map<string, HostGuest>()
  for (const guest of found)
    if (guest?.name && !byName.has(guest.name.value)) byName.set(guest.name.value, guest)
  return [...byName.values()]
}
