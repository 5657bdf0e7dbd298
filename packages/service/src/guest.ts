import { type GuestType, table, within } from '@xenlint/catalogue'
import { winning } from '@xenlint/model'
import { guestTypeOf } from '@xenlint/validator'
import type { Snapshot } from './snapshot.js'

/** The type of guest that a file asks for, as the newest release of the target takes it; none where it says nothing. */
export function guestOf(snapshot: Snapshot, file: string): GuestType | undefined {
  const newest = snapshot.target.releases.at(-1)
  const settings = snapshot.settings(file)
  if (!newest || !settings.some(({ name }) => name === 'type' || name === 'builder')) return undefined
  const rows = table(snapshot.format(file)?.table ?? '').filter((row) => within(row, newest.xen))
  return guestTypeOf(winning(settings), new Map(rows.map((row) => [row.name, row])))
}
