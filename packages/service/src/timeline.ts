import {
  describe,
  type Event,
  type GuestOutcome,
  type Happening,
  outcomeOf,
  returnsAfterReboot
} from '@xenlint/emulator'
import type { Origin } from '@xenlint/model'
import { forecast } from './forecast.js'
import type { Snapshot } from './snapshot.js'

/** A host that boots, step by step, for who wants to see it. */
export interface Timeline {
  /** `Debian 12 (Xen 4.17)`. */
  readonly release: string
  readonly steps: readonly Step[]
  readonly guests: readonly Fate[]
  /** The end of it all. */
  readonly sentence: string
}

export interface Step {
  readonly actor: string
  readonly subject: string
  readonly text: string
  readonly outcome: 'ok' | 'failed' | 'unknown'
  /** The line behind it. */
  readonly origin?: Origin
}

/** What becomes of a guest that is to start with the host. */
export interface Fate {
  /** Its own name, or the file that is to start it. */
  readonly name: string
  /** The file that is to start it. */
  readonly path: string
  readonly state: GuestOutcome['state']
  readonly why?: string
  /** What xl prints. */
  readonly messages: readonly string[]
  readonly origin?: Origin
}

/** Boots the host of a snapshot on paper. */
export function timeline(snapshot: Snapshot): Timeline | undefined {
  const expected = forecast(snapshot)
  if (!expected) return undefined
  const { release, simulation } = expected
  return {
    release: `Debian ${release.debian} (Xen ${release.xen})`,
    steps: simulation.happenings.map((happening) => stepOf(happening, snapshot)),
    guests: simulation.guests.map(fateOf),
    sentence: returnsAfterReboot(simulation)
  }
}

function stepOf({ actor, subject, event }: Happening, snapshot: Snapshot): Step {
  const own = 'origin' in event ? event.origin : undefined
  const origin = own ?? (hangsOnMenu(event) ? menuFault(snapshot) : undefined)
  return { actor, subject, text: describe(event), outcome: outcomeOf(event), ...(origin && { origin }) }
}

function hangsOnMenu(event: Event): boolean {
  if (event.type === 'entry-chosen') return event.entry === undefined
  return event.type === 'memory-unknown' && event.needs.length === 0
}

/** What keeps `update-grub` from writing a menu: an error in its files is nothing else. */
function menuFault(snapshot: Snapshot): Origin | undefined {
  for (const [file] of snapshot.input.files) {
    if (snapshot.format(file)?.id !== 'grub-default') continue
    const found = snapshot.problems(file).find(({ severity }) => severity === 'error')
    if (found) return { file, start: found.at.start, end: found.at.end }
  }
  return undefined
}

function fateOf({ name, path, guest, state, messages, causes }: GuestOutcome): Fate {
  const [cause] = causes
  const origin = cause?.origin ?? guest?.name?.origin
  return {
    name: name || path,
    path,
    state,
    messages,
    ...(cause && { why: cause.why }),
    ...(origin && { origin })
  }
}
