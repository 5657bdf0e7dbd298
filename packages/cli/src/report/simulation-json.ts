import {
  describe,
  type GuestOutcome,
  type Happening,
  outcomeOf,
  remarksOn,
  type Simulation
} from '@xenlint/emulator'
import type { Host, Origin } from '@xenlint/model'

/** A simulation as JSON, in the shape that design/CLI.md fixes. */
export function simulationJson(file: string, status: number, simulation: Simulation, host: Host): string {
  const { happenings, guests, bridges, memory } = simulation
  const answer = {
    file,
    status,
    events: happenings.map(eventJson),
    guests: guests.map((guest) => guestJson(host, guest)),
    bridges,
    memory: memory
      ? {
          totalMiB: Math.floor(memory.after.totalKiB / 1024),
          xenMiB: rounded(memory.after.xenKiB),
          dom0MiB: Math.floor(memory.after.dom0KiB / 1024),
          freeBeforeMiB: rounded(memory.before.freeKiB),
          freeMiB: rounded(memory.after.freeKiB)
        }
      : null
  }
  return `${JSON.stringify(answer)}\n`
}

function rounded(KiB: number): number {
  return Math.round((KiB / 1024) * 100) / 100
}

function eventJson({ at, actor, subject, event }: Happening): object {
  const origin = 'origin' in event ? event.origin : undefined
  return {
    at,
    actor,
    type: event.type,
    subject,
    outcome: outcomeOf(event),
    message: describe(event),
    exitStatus: event.type === 'refused' || event.type === 'network-failed' ? event.status : null,
    origin: origin ? place(origin) : null
  }
}

function guestJson(host: Host, guest: GuestOutcome): object {
  const { name, path, state, id, memoryMiB, vcpus, exitStatus, messages, causes, warnings = [] } = guest
  return {
    name,
    file: path,
    state,
    id: id ?? null,
    memoryMiB: memoryMiB ?? null,
    vcpus: vcpus ?? null,
    exitStatus: exitStatus ?? null,
    messages,
    // Beside `messages`, which hold what is seen: xendomains shows only what xl says of guests that fail.
    remarks: remarksOn(host, guest),
    warnings: warnings
      .filter(({ isIdle }) => !isIdle)
      .map(({ why, origin }) => ({ message: why, origin: origin ? place(origin) : null })),
    causes: causes.map(({ why, origin, needs }) => ({
      message: why,
      needs,
      origin: origin ? place(origin) : null
    }))
  }
}

function place({ file, start, end }: Origin): object {
  return { file, start, end }
}
