import { type Host, type HostGuest, isListLegible } from '@xenlint/model'
import { withConfRemarks } from './conf-remarks.js'
import { create } from './create.js'
import type { GuestEvent, GuestsLeft } from './event.js'
import { unreadable } from './file.js'
import type { State } from './state.js'
import { holderOf } from './steps.js'

/** What keeps every guest from being started; nothing where xendomains does its work. */
export function* leaveGuests({ lifecycle, boot, xlConf }: Host): Generator<GuestsLeft> {
  const type = 'guests-left'
  const isAsked = lifecycle.auto.length > 0
  if (boot.xen === false) {
    const what = boot.plan?.boots === '' ? 'GRUB has nothing to boot' : 'Linux boots without Xen'
    const why = `${what}, so no guest can run`
    yield { type, why, isFault: isAsked, guests: isAsked ? 'failed' : 'skipped' }
  } else if (lifecycle.isEnabled === false) {
    const why = 'xendomains does not run, so guests are started by hand'
    yield { type, why, isFault: false, guests: 'skipped' }
  } else if (xlConf.isRefused) {
    // xendomains asks xl for a list first, and goes without a word where it gets none.
    const why = 'xl stops over `/etc/xen/xl.conf`, so it starts nothing'
    yield { type, why, isFault: isAsked, guests: 'skipped' }
  }
}

/** What xendomains does with one path of the auto folder; a guest that runs already is left alone. */
export function startGuest(
  host: Host,
  state: State,
  path: string,
  guest: HostGuest | undefined
): GuestEvent[] {
  const name = nameSeen(host, path, guest)
  if (holderOf(state, name) !== undefined)
    return [{ type: 'skipped', why: name === '' ? namelessRuns : `a guest \`${name}\` runs already` }]
  return withConfRemarks(host, guest ? [...create(host, state, guest, path)] : [unreadable(host, path)])
}

const namelessRuns =
  'xendomains finds no name in the file, and takes it for the guest without a name that runs already'

/** The name that xendomains reads from a file; none where it cannot, or where the shell breaks the path apart. */
function nameSeen(host: Host, path: string, guest: HostGuest | undefined): string {
  return seesNames(host) && guest?.isTaken() && !/[\s*?[]/.test(path) ? (guest.name?.value ?? '') : ''
}

/** True where the script that starts guests can read what xl prints of them. */
export function seesNames({ facts, release, xlConf }: Host): boolean {
  return facts.xendomains === 'upstream' || isListLegible(xlConf, release.xen)
}
