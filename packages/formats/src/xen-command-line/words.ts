import { nearest } from '@xenlint/catalogue'
import {
  grubArguments,
  placeIn,
  readXenCommandLine,
  type Setting,
  type Text,
  type Value,
  winning,
  type XenOption,
  xenOptionRow
} from '@xenlint/model'
import type { Embedded } from '@xenlint/validator'

/** The variables whose words are options of Xen. */
export const xenLines: readonly string[] = ['GRUB_CMDLINE_XEN', 'GRUB_CMDLINE_XEN_DEFAULT']

/** The variables whose words the kernel reads, plain or in dom0. */
export const linuxLines: readonly string[] = [
  'GRUB_CMDLINE_LINUX',
  'GRUB_CMDLINE_LINUX_DEFAULT',
  'GRUB_CMDLINE_LINUX_XEN_REPLACE',
  'GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT'
]

/** What stands on Xen's line as far as this file tells, as settings of a language of its own. */
export function xenSettings(settings: readonly Setting[]): Embedded[] {
  const counting = linesOf(settings, xenLines).flatMap(({ line }) => wordsOf(line))
  if (counting.length === 0) return []
  return [
    {
      format: 'xen-command-line',
      settings: counting,
      option: (name) => (isNegated(name) ? xenOptionRow(name.slice(3), true) : xenOptionRow(name)),
      nearest: (name) => (isNegated(name) ? nearestNegated(name) : nearest('xen-command-line', name))
    }
  ]
}

function isNegated(name: string): boolean {
  return name.startsWith('no-')
}

function nearestNegated(name: string): string | undefined {
  const guess = nearest('xen-command-line', name.slice(3))
  return guess && `no-${guess}`
}

/** A variable that holds a line, with the words that GRUB makes of it. */
export interface CommandLine {
  readonly setting: Setting
  readonly value: Text
  /** The value without the quotes that GRUB takes away, up to where it ends the line. */
  readonly line: Text
  /** Where in the value GRUB ends the line, if that is not its end. */
  readonly cut?: number
}

/** The settings of some lines that count, where their text is known. */
export function linesOf(settings: readonly Setting[], names: readonly string[]): CommandLine[] {
  const counting = winning(settings)
  return names.flatMap((name) => {
    const setting = counting.get(name)?.at(-1)
    if (setting?.value.kind !== 'text') return []
    const { words, cut } = grubArguments(setting.value)
    return [{ setting, value: setting.value, line: words, ...(cut !== undefined && { cut }) }]
  })
}

/** The words of a line, each with its name and value as both Xen and the kernel cut them. */
export function optionsOf(line: Text): readonly XenOption[] {
  return readXenCommandLine(line, newest).options
}

// How words are cut hangs on the release only where one has more than a hundred letters.
const newest = '4.22'

function wordsOf(line: Text): Setting[] {
  let at = 0
  return optionsOf(line).map(({ name, isNegated, value, origin, valueOrigin }) => {
    const written = `${isNegated ? 'no-' : ''}${name}`
    const start = line.text.indexOf(written, at)
    at = start + written.length
    const nameOrigin = value === undefined ? origin : placeIn(line, start, at)
    const named: Value = valueOrigin
      ? { kind: 'text', text: value ?? '', map: [], spelled: 'word', origin: valueOrigin }
      : { kind: 'absent', origin }
    return { name: isNegated ? written : name, nameOrigin, operation: 'set', value: named, origin }
  })
}
