import type { Host, HostGuest } from '@xenlint/model'
import { create } from './create.js'
import type { GuestEvent, GuestsLeft } from './event.js'
import { unreadable } from './file.js'
import type { State } from './state.js'
import { holderOf } from './steps.js'

/** What keeps every guest from being started; nothing where xendomains does its work. */
export function* leaveGuests({ lifecycle, boot, xlConf }: Host): Generator<GuestsLeft> {
  const type = 'guests-left'
  if (boot.xen === false)
    yield { type, why: 'Linux boots without Xen, so no guest can run', isFault: lifecycle.auto.length > 0 }
  else if (lifecycle.isEnabled === false)
    yield { type, why: 'xendomains does not run, so guests are started by hand', isFault: false }
  else if (xlConf.isRefused)
    yield {
      type,
      why: 'xl cannot read `/etc/xen/xl.conf`, so it starts nothing',
      isFault: lifecycle.auto.length > 0
    }
}

/** What xendomains does with one path of the auto folder; a guest that runs already is left alone. */
export function startGuest(
  host: Host,
  state: State,
  path: string,
  guest: HostGuest | undefined
): GuestEvent[] {
  const name = nameSeen(path, guest)
  if (holderOf(state, name) !== undefined)
    return [{ type: 'skipped', why: name === '' ? namelessRuns : `a guest \`${name}\` runs already` }]
  return guest ? [...create(host, state, guest, path)] : [unreadable(host, path)]
}

const namelessRuns =
  'xendomains finds no name in the file, and takes it for the guest without a name that runs already'

/** The name that xendomains reads from a file; none where it cannot, or where the shell breaks the path apart. */
function nameSeen(path: string, guest: HostGuest | undefined): string {
  return guest?.isTaken() && !/[\s*?[]/.test(path) ? (guest.name?.value ?? '') : ''
}
