import type { GuestType, Option } from '@xenlint/catalogue'
import type { Setting } from '@xenlint/model'

const guestTypes: readonly GuestType[] = ['hvm', 'pv', 'pvh']

/** The type of a guest as a release that reads these options takes it; `undefined` where the settings leave it open. */
export function guestTypeOf(
  counting: ReadonlyMap<string, readonly Setting[]>,
  rows: ReadonlyMap<string, Option>
): GuestType | undefined {
  const text = (name: string): string | undefined => {
    const value = counting.get(name)?.at(-1)?.value
    return rows.has(name) && value?.kind === 'text' ? value.text : undefined
  }
  const type = text('type')
  if (type !== undefined) return guestTypes.find((each) => each.startsWith(type))
  const builder = text('builder')
  if (builder !== undefined && 'hvm'.startsWith(builder)) return 'hvm'
  return counting.has('type') ? undefined : 'pv'
}
