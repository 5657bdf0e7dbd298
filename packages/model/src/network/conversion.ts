import type { Conversion, InterfaceConversion } from '@xenlint/catalogue'
import { addressOf, broadcastOf, hexOf, maskOf } from './ipv4.js'
import { type Settings, valueIn } from './settings.js'

/** Does to the options of a stanza what its method has done to them before it runs a command. */
export function convert(settings: Settings, conversions: readonly InterfaceConversion[]): void {
  for (const { option, by, into, keep } of conversions) {
    const value =
      option === 'iface' ? settings.iface : settings.options.find(({ name }) => name === option)?.value
    if (value === undefined) continue
    const target = into ?? option
    const there = settings.options.find(({ name }) => name === target)
    if (into !== undefined && keep && there) continue
    const outcome = converted(by, value, settings) ?? value
    if (there) there.value = outcome
    else settings.options.push({ name: target, value: outcome })
  }
}

/** The outcome; `undefined` leaves the value as it is. */
function converted(by: Conversion, value: string, settings: Settings): string | undefined {
  switch (by) {
    case 'mac':
      return mac(value)
    case 'ipv4-mask':
      return maskOf(value)
    case 'ipv4-address':
      return addressOf(value)
    case 'ipv4-broadcast':
      return broadcast(value, settings)
    case 'ipv4-hex':
      return hexOf(value)
    case 'alias-lifetime':
      return token(settings.iface, ':', 1) === '' ? undefined : '0'
    case 'before-slash':
      return token(value, '/', 0)
    case 'behind-slash':
      return token(value, '/', 1)
    case 'before-dot':
      return token(value, '.', 0)
    case 'behind-dot':
      return token(value, '.', 1)
    case 'before-colon':
      return token(value, ':', 0)
    case 'decimal':
      return decimal(value)
    case 'zero':
      return '0'
  }
}

/** A part between separators, empty ones not counted; nothing where there are too few. */
export function token(value: string, separator: string, index: number): string {
  return value.split(separator).filter((part) => part !== '')[index] ?? ''
}

function mac(value: string): string | undefined {
  // ifup makes up a new one each time; ours is one that no card has.
  if (value === 'random') return '02:00:00:00:00:01'
  return /^(ether|ax25|arcnet|netrom) (.*)$/is.exec(value)?.[2]
}

function broadcast(value: string, settings: Settings): string | undefined {
  if (value !== '+' && value !== '-') return undefined
  return broadcastOf(value, valueIn(settings, 'address') ?? '', valueIn(settings, 'netmask') ?? '')
}

function decimal(value: string): string | undefined {
  const digits = /^\s*([+-]?\d+)/.exec(value)?.[1]
  return digits === undefined ? undefined : String(BigInt(digits.replace('+', '')))
}
