import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Paint } from '../paint.js'
import { secretsOf } from '../secrets.js'
import { harmless } from './frame.js'

/** What changes in a file, as a unified diff that `patch` reads; values of secrets are stars. */
export function diff(path: string, before: string, after: string, secretNames: readonly string[]): string {
  const patch = createTwoFilesPatch(path, path, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY
  })
  const secrets = secretsOf(before, secretNames)
  // The first column says what becomes of a line; the rest is the line itself.
  return patch
    .split('\n')
    .map((line) => line.slice(0, 1) + secrets.mask(line.slice(1)))
    .join('\n')
}

/** The same for eyes: coloured, and with nothing in it that a terminal would obey. */
export function diffForPeople(patch: string, style: Paint): string {
  return patch
    .split('\n')
    .map((line, index) => colour(harmless(line), index < 2, style))
    .join('\n')
}

function colour(line: string, heading: boolean, style: Paint): string {
  if (heading) return style.strong(line)
  if (line.startsWith('+')) return style.added(line)
  if (line.startsWith('-')) return style.removed(line)
  return line.startsWith('@') ? style.faint(line) : line
}
