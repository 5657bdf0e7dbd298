import type { InterfaceCondition } from '@xenlint/catalogue'
import { token } from './conversion.js'
import { isOn, type Settings, valueIn } from './settings.js'

/** A command with its values, or the options that it cannot do without. */
export type Filled = { readonly text: string } | { readonly missing: readonly string[] }

interface Group {
  readonly start: number
  isSet: boolean
}

/** Puts values in the places of a template; a group in braces goes where one of its own is not set. */
export function fill(template: string, settings: Settings): Filled {
  const groups: Group[] = []
  const missing: string[] = []
  let text = ''
  for (const { 0: piece, 1: name, 2: form } of template.matchAll(
    /<([a-z0-9_-]+)(:slashed)?>|[{}]|[^<{}]+|</g
  )) {
    const group = groups.at(-1)
    if (piece === '{') groups.push({ start: text.length, isSet: true })
    else if (piece === '}') {
      if (group && !group.isSet) text = text.slice(0, group.start)
      groups.pop()
    } else if (name === undefined) text += piece
    else {
      const value = valueIn(settings, name)
      if (value !== undefined) text += form ? value.replaceAll('.', '/') : value
      else if (group) group.isSet = false
      else missing.push(name)
    }
  }
  return missing.length > 0 ? { missing } : { text }
}

/** Whether a command is run at all. */
export function holds(condition: InterfaceCondition, settings: Settings, isLoopback: boolean): boolean {
  if ('interface' in condition) {
    if (condition.interface === 'dotted') return token(settings.iface, '.', 1) !== ''
    return isLoopback === (condition.interface === 'loopback')
  }
  const value = valueIn(settings, condition.option)
  if ('equals' in condition) return value?.toLowerCase() === condition.equals
  if ('differs' in condition) return value?.toLowerCase() !== condition.differs
  switch (condition.is) {
    case 'on':
      return value !== undefined && isOn(value)
    case 'off':
      return value !== undefined && !isOn(value)
    case 'not-on':
      return value === undefined || !isOn(value)
    case 'not-off':
      return value === undefined || isOn(value)
  }
}
