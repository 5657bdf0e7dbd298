import type { Iface, OptionLine } from '@xenlint/model'
import { variableOf } from './variable.js'

/** The line that makes a stanza a bridge, as the hook of bridge-utils sees it. */
export function portsLine({ lines }: Iface): OptionLine | undefined {
  return lines.findLast(({ name }) => variableOf(name) === 'BRIDGE_PORTS')
}

/** The ports that a bridge names one by one; those that a pattern stands for are not known. */
export function portsOf(iface: Iface): readonly string[] {
  const words = portsLine(iface)?.value.split(/\s+/) ?? []
  return words.some((word) => /^(all|none|regex|noregex)$/.test(word)) ? [] : words
}
