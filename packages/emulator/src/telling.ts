import { emulatorTexts } from '@xenlint/catalogue'
import type { GuestOutcome } from './guest-start.js'
import { quietly } from './run.js'

/** The line of xl that says why a guest failed, without where in Xen's source it is said: what a search would find. */
export function tellingLine({ guest, messages }: GuestOutcome): string | undefined {
  // What xl remarks on a file that it takes stands first, and is no cause.
  const remarks = guest?.isTaken() ? quietly(guest.plan()).length : 0
  const said = messages.slice(remarks)
  const index = said.findIndex((line) => !isIdle(line))
  const line = said[index] ?? said.at(-1)
  if (line === undefined) return undefined
  const more = said.slice(index + 1)
  const end = more.findIndex((next) => /^\S+: /.test(next))
  const rest = line.endsWith(',') ? more.slice(0, end < 0 ? more.length : end) : []
  return [line.replace(place, ''), ...rest].join(' ')
}

const place =
  /^(?:libxl|xc|xl): (?:fatal error|error): (?:panic: )?\S+?:\d+:\s?(?:\w+: ?)?(?:Domain \d+:)?(?:script: )?/

/** Lines that only tell which script failed, or are about xl.conf. */
function isIdle(line: string): boolean {
  return (
    line.includes('exited with error status') ||
    /: (?:info|warning): /.test(line) ||
    line.startsWith('the global config option ') ||
    line.startsWith('invalid default output format ')
  )
}

/** True of what xl says of the end of every guest, whatever it died of. */
export function isParting(line: string): boolean {
  partings ??= new RegExp(partingTexts().join('|'))
  return partings.test(line)
}

let partings: RegExp | undefined

/** The rows that all others end in, each without its place in Xen's source, as a regular expression. */
function partingTexts(): string[] {
  return emulatorTexts()
    .filter(({ name }) => /^destroyed\b/.test(name))
    .flatMap(({ lines }) => lines)
    .map((line) => line.replace(/^libxl: \w+: \S+:\d+:\w+: /, ''))
    .map((line) => line.replace(/[\\^$.*+?()[\]|]/g, '\\$&').replaceAll('{id}', '\\d+'))
}
