import { option, optionAt } from '@xenlint/catalogue'
import type { HostGuest } from '@xenlint/model'
import { forecast } from './forecast.js'
import type { Snapshot } from './snapshot.js'

/** Words that an editor shows inside a text without writing them. */
export interface Inlay {
  readonly at: number
  readonly text: string
  /** Why it stands there, for who asks. */
  readonly why: string
}

/** Units of numbers, and what holds where a guest says nothing, in the order of the text. */
export function inlays(snapshot: Snapshot, file: string): readonly Inlay[] {
  const guest = forecast(snapshot)?.host.guests.find((each) => each.file === file)
  const found = [...units(snapshot, file), ...(guest ? defaults(guest) : [])]
  return found.sort((one, other) => one.at - other.at)
}

function* units(snapshot: Snapshot, file: string): Generator<Inlay> {
  const table = snapshot.format(file)?.table ?? ''
  const newest = snapshot.target.releases.at(-1)
  if (!newest) return
  for (const { name, value } of snapshot.settings(file)) {
    const known = option(table, name)
    if (!known || value.kind !== 'text' || !/^\d+$/.test(value.text) || value.origin.file !== file) continue
    const { type } = optionAt(known, newest.xen)
    const unit = type.kind === 'integer' ? type.unit : undefined
    if (unit && /^\w+$/.test(unit))
      yield { at: value.origin.end, text: unit, why: `\`${name}\` counts in ${unit}.` }
  }
}

function* defaults({ memoryMiB, name, nics }: HostGuest): Generator<Inlay> {
  if (memoryMiB.isDefault && name && !name.isDefault)
    yield {
      at: name.origin.end,
      text: `memory ${memoryMiB.value} MiB`,
      why: 'Nothing sets `memory`, so xl gives the guest this much.'
    }
  for (const { bridge, origin } of nics) {
    if (!bridge.isDefault) continue
    yield {
      at: origin.end,
      text: `bridge=${bridge.value}`,
      why: 'No bridge is named, so the interface joins this one.'
    }
  }
}
