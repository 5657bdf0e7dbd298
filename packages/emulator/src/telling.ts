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
    line.includes(': warning: ') ||
    line.startsWith('the global config option ') ||
    line.startsWith('invalid default output format ')
  )
}
