import type { XlSetting, XlValue } from '@xenlint/syntax'
import { readLong } from './c-number.js'
import { baseOf } from './inquiry.js'
import type { XlText } from './piece.js'
import { type Session, say } from './session.js'

/** What an accessor of libxlu found: nothing written, something it does not take, or a value. */
export type Answer<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unfit'; readonly setting: XlSetting }
  | { readonly kind: 'read'; readonly value: T; readonly setting: XlSetting }

type Quiet = boolean | undefined

/** A single value as text: strings and numbers alike. */
export function askText(session: Session, name: string, quiet?: Quiet): Answer<XlText> {
  const setting = session.settings.get(name)
  if (!setting) return { kind: 'absent' }
  if (setting.value.kind === 'text') return { kind: 'read', value: setting.value, setting }
  return unfit(session, setting, `parameter \`${name}' is a list but should be a single value`, quiet)
}

/** A number of 64 bits with C's prefixes; `+=` makes any number unfit. */
export function askNumber(session: Session, name: string, quiet?: Quiet): Answer<bigint> {
  const found = askText(session, name, quiet)
  if (found.kind !== 'read') return found
  const { setting } = found
  if (setting.operation === 'add')
    return unfit(session, setting, `can't use += with numbers for parameter \`${name}'`, quiet)
  const { text } = found.value
  const { value, end, overflow } = readLong(text, baseOf(session, text))
  if (overflow)
    return unfit(
      session,
      setting,
      `parameter \`${name}' could not be parsed as a number: Numerical result out of range`,
      quiet
    )
  if (end === 0 || end < text.length)
    return unfit(session, setting, `parameter \`${name}' is not a valid number`, quiet)
  return { kind: 'read', value, setting }
}

export function askBounded(session: Session, name: string, minimum: number, maximum: number): Answer<bigint> {
  const found = askNumber(session, name, true)
  if (found.kind !== 'read') return found
  const outside = found.value < BigInt(minimum) || found.value > BigInt(maximum)
  return outside ? { kind: 'unfit', setting: found.setting } : found
}

/** Any number but 0 is yes. */
export function askFlag(session: Session, name: string, quiet?: Quiet): Answer<boolean> {
  const found = askNumber(session, name, quiet)
  return found.kind === 'read' ? { ...found, value: found.value !== 0n } : found
}

export function askList(session: Session, name: string, quiet?: Quiet): Answer<readonly XlValue[]> {
  const setting = session.settings.get(name)
  if (!setting) return { kind: 'absent' }
  if (setting.value.kind === 'list') return { kind: 'read', value: setting.value.items, setting }
  return unfit(session, setting, `parameter \`${name}' is a single value but should be a list`, quiet)
}

/** The items up to the first that is a list itself: xl's loops end there. */
export function textsOf(items: readonly XlValue[]): XlText[] {
  const nested = items.findIndex((item) => item.kind === 'list')
  return (nested < 0 ? items : items.slice(0, nested)) as XlText[]
}

function unfit(session: Session, setting: XlSetting, words: string, quiet: Quiet): Answer<never> {
  if (!quiet) say(session, `${session.file}:${setting.line}: warning: ${words}`, { setting })
  return { kind: 'unfit', setting }
}
