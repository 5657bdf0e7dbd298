import { type Draft, doScreensMeet, draftAt, type Host, type HostGuest } from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { doubt, type Run, refuse, said, wholeFile } from './run.js'
import type { State } from './state.js'

/** QEMU shows the screen on the port that the file fixes, or ends; else on the first that is free. */
export function* openScreen(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host, state } = run
  const [fixed] = guest.vncScreens
  if (roams(guest) && mixesScreens(host)) {
    const origin = wholeFile(run)
    yield { type: 'screen-opened', ...firstFree(state, screenOf(guest)), origin }
  }
  if (!fixed || !isFixed(guest)) return undefined
  const { address, port } = fixed
  const uses = state.screens.get(port.value) ?? []
  const use = uses.find((each) => doScreensMeet(each.address, address))
  if (!use) {
    yield { type: 'screen-opened', address, port: port.value, origin: port.origin }
    return undefined
  }
  const other = state.domains.get(use.id)
  if (other?.isCertain === false) {
    yield doubt(
      `\`${other.name}\`, which may run, shows its screen on port ${port.value} too`,
      [],
      port.origin
    )
    return undefined
  }
  const why = `QEMU ends, as \`${other?.name}\` shows its screen on port ${port.value} already`
  const theirs = other?.screens.find((each) => each.port === port.value)?.origin
  const related = theirs && { message: `\`${other?.name}\` has it here.`, origin: theirs }
  const lines = said(run, 'device-model-lost')
  return yield* refuse(run, { said: lines, why, origin: port.origin, ...(related && { related }) })
}

/** True where the screens of some guests look for a free port, and those of others may find theirs taken by them. */
export function mixesScreens({ lifecycle, resources }: Pick<Host, 'lifecycle' | 'resources'>): boolean {
  // On most hosts no port is fixed, and each guest asks.
  const [fixed] = resources.all('vnc').entries()
  if (!fixed) return false
  const known = mixed.get(lifecycle.auto) ?? isMixed(lifecycle.auto)
  mixed.set(lifecycle.auto, known)
  return known
}

const mixed = new WeakMap<object, boolean>()

function isMixed(auto: Host['lifecycle']['auto']): boolean {
  const hasFixed = auto.some(({ guest }) => guest !== undefined && guest.vncScreens.length > 0)
  return hasFixed && auto.some(({ guest }) => guest !== undefined && roams(guest))
}

/** What shows a guest's screen: QEMU looks at the first of its framebuffers. */
export function screenOf({ type, survey: { draft } }: HostGuest): Draft {
  const own = type === 'hvm' ? draftAt(draft, 'b_info.u.hvm') : draftAt(draft, 'vfbs')
  return ((Array.isArray(own) ? own[0] : own) as Draft | undefined) ?? {}
}

/** True of a screen on whatever port is free: so it is unless the file says otherwise. */
export function roams(guest: HostGuest): boolean {
  const screens = draftAt(guest.survey.draft, 'vfbs')
  if (guest.type !== 'hvm' && !(Array.isArray(screens) && screens.length > 0)) return false
  return draftAt(screenOf(guest), 'vnc.enable') !== false && !isFixed(guest)
}

function isFixed(guest: HostGuest): boolean {
  const screen = screenOf(guest)
  return draftAt(screen, 'vnc.enable') !== false && draftAt(screen, 'vnc.findunused') === false
}

const firstPort = 5900

function firstFree({ screens }: State, screen: Draft): { readonly address: string; readonly port: number } {
  const listen = draftAt(screen, 'vnc.listen')
  const display = draftAt(screen, 'vnc.display')
  const address = typeof listen === 'string' ? listen.replace(/:\d+$/, '') : '127.0.0.1'
  const isTaken = (port: number): boolean =>
    screens.get(port)?.some((use) => doScreensMeet(use.address, address)) === true
  let port = firstPort + (typeof display === 'bigint' ? Number(display) : 0)
  while (isTaken(port)) port++
  return { address, port }
}
