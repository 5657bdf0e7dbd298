import { isDeepStrictEqual } from 'node:util'
import { releaseOf } from '@xenlint/catalogue'
import { remarksOn, type Simulation, simulate } from '@xenlint/emulator'
import { assembleHost, type Host } from '@xenlint/model'
import { type Entry, sourceOf } from './host-tree.js'
import { type BootableHost, masked, type Recording } from './recording.js'

/** A thing that the emulator says otherwise than the real Xen did. */
export interface Difference {
  readonly of: 'guests' | 'messages' | 'remarks' | 'domains' | 'bridges' | 'memory'
  readonly real: unknown
  readonly ours: unknown
}

/** Boots a host on paper and holds it against what the real one did. */
export function differences(bootable: BootableHost, recording: Recording): Difference[] {
  const host = hostOf(bootable)
  const ours = simulate(host, 'start')
  const real = { ...tried(recording.guests), domains: recording.list.map(domain), bridges: recording.bridges }
  const mine = {
    ...tried(
      ours.guests
        .filter(({ state }) => state !== 'skipped')
        .map(({ path, state, messages }) => ({ file: path, state, messages }))
    ),
    domains: domainsOf(ours, recording),
    bridges: ours.bridges
      .map(({ name, ports }) => ({ name, ports: [...ports].sort() }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }
  const kinds = ['guests', 'messages', 'domains', 'bridges'] as const
  return [
    ...kinds
      .filter((of) => !isDeepStrictEqual(real[of], mine[of]))
      .map((of) => ({ of, real: real[of], ours: mine[of] })),
    ...remarkDifference(recording, host, ours),
    ...memoryDifference(recording, ours)
  ]
}

function hostOf({ facts, files, links }: BootableHost): Host {
  const release = releaseOf(facts.xen ?? '')
  if (!release) throw new Error(`no release of Xen ${facts.xen}`)
  const entries = new Map<string, Entry>([
    ...Object.entries(files).map(([path, text]): [string, Entry] => [`/${path}`, text]),
    ...Object.entries(links).map(([path, link]): [string, Entry] => [`/${path}`, { link }])
  ])
  return assembleHost(sourceOf(entries, release, facts))
}

/** Of guests that come up on both, as far as somebody listened. */
function remarkDifference({ guests }: Recording, host: Host, { guests: outcomes }: Simulation): Difference[] {
  const heard = guests.filter(({ remarks }) => remarks !== undefined)
  const ours = heard.map(({ file, remarks }) => {
    const outcome = outcomes.find(({ path, state }) => path === file && state === 'running')
    return outcome ? remarksOn(host, outcome).map(masked) : remarks
  })
  const real = heard.map(({ remarks }) => remarks)
  return isDeepStrictEqual(real, ours) ? [] : [{ of: 'remarks', real, ours }]
}

interface Tried {
  readonly file: string
  readonly state: string
  readonly messages: readonly string[]
}

function tried(guests: readonly Tried[]): { guests: unknown; messages: unknown } {
  return {
    guests: guests.map(({ file, state }) => [file, state]),
    messages: guests.map(({ messages }) => messages.flatMap((text) => text.split('\n')).map(masked))
  }
}

function domain({ name, id, memoryMiB }: Recording['list'][number]): [string, number, number] {
  return [name, id, memoryMiB]
}

/** A guest may stay although xl fails: what counts is what has started. Where xl could not list, nothing is held against it. */
function domainsOf({ happenings, memory }: Simulation, { list }: Recording): [string, number, number][] {
  if (list.length === 0) return []
  const started = happenings.flatMap(({ event }) => {
    if (event.type === 'started') return [event]
    return event.type === 'refused' && event.stays ? [event.stays] : []
  })
  return [
    ['Domain-0', 0, near(memory?.after.dom0KiB ?? 0, list[0]?.memoryMiB ?? 0)],
    // `xl list` fills each name up with blanks.
    ...started.map(({ name, id, memoryKiB }): [string, number, number] => [
      name.trimEnd(),
      id,
      memoryKiB >> 10
    ])
  ]
}

/** What dom0 gives up hangs on what Xen keeps for itself, to which a MiB more or less is nothing. */
function near(KiB: number, realMiB: number): number {
  const MiB = Math.floor(KiB / 1024)
  return Math.abs(MiB - realMiB) <= 1 ? realMiB : MiB
}

/** Guests take as much within 1 MiB, and leave as much within 8: what Xen keeps for itself differs by the build. */
function memoryDifference({ freeKiB }: Recording, { memory }: Simulation): Difference[] {
  const { before, after } = memory ?? { before: { freeKiB: Number.NaN }, after: { freeKiB: Number.NaN } }
  const taken = before.freeKiB - after.freeKiB - (freeKiB.before - freeKiB.after)
  if (Math.abs(taken) <= 1024 && Math.abs(after.freeKiB - freeKiB.after) <= 8 * 1024) return []
  return [{ of: 'memory', real: freeKiB, ours: { before: before.freeKiB, after: after.freeKiB } }]
}
