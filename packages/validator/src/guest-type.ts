import { type GuestType, type Option, within, type XenVersion } from '@xenlint/catalogue'
import { type Setting, winning } from '@xenlint/model'

const guestTypes: readonly GuestType[] = ['hvm', 'pv', 'pvh']

/** The type of a guest as a release takes it from its settings; `undefined` where the settings leave it open. */
export function guestTypeOf(
  settings: readonly Setting[],
  option: (name: string) => Option | undefined,
  xen: XenVersion
): GuestType | undefined {
  const counting = winning(settings)
  const text = (name: string): string | undefined => {
    const row = option(name)
    const value = counting.get(name)?.at(-1)?.value
    return row && within(row, xen) && value?.kind === 'text' ? value.text : undefined
  }
  const type = text('type')
  if (type !== undefined) return guestTypes.find((each) => each.startsWith(type))
  const builder = text('builder')
  if (builder !== undefined && 'hvm'.startsWith(builder)) return 'hvm'
  return counting.has('type') ? undefined : 'pv'
}
