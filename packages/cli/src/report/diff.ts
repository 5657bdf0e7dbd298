import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Paint } from '../paint.js'
import { secretsOf } from '../secrets.js'
import { harmless } from './frame.js'

/** What changes in a file, as a unified diff that `patch` reads; values of secrets are stars. */
export function diff(
  path: string,
  before: string,
  after: string,
  secretNames: readonly string[],
  style: Paint
): string {
  const patch = createTwoFilesPatch(path, path, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY
  })
  const secrets = secretsOf(before, secretNames)
  return patch
    .split('\n')
    .map((line, index) => colour(secrets.mask(line), index < 2, style))
    .join('\n')
}

function colour(line: string, heading: boolean, style: Paint): string {
  // A carriage return stays, or the patch would not apply; anything else that a terminal obeys does not.
  const end = line.endsWith('\r') ? '\r' : ''
  const shown = style === undefined ? line : line.slice(0, line.length - end.length)
  if (heading) return style.strong(harmless(shown)) + end
  if (shown.startsWith('+')) return style.added(shown) + end
  if (shown.startsWith('-')) return style.removed(shown) + end
  return (shown.startsWith('@') ? style.faint(shown) : shown) + end
}
