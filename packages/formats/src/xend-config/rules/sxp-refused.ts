import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { type Refusal, refusalOf } from '../refusal.js'

/** xend reads its file whole or not at all, and without it does not start. */
export const sxpRefused: Rule = {
  id: 'sxp-refused',
  summary: 'Parentheses, quotes or characters that keep xend from starting.',
  severity: 'error',
  formats: ['xend-config'],
  refuses: 'first',
  status: 'stable',
  since: '0.1.0',
  check: findRefusal
}

function* findRefusal({ tree, file }: Context): Iterable<Finding> {
  const refusal = refusalOf(tree)
  if (!refusal) return
  const { start, end } = refusal
  const at = { file, start, end }
  const fixes = fixesOf(refusal)
  if (refusal.kind === 'stop') yield { case: refusal.case, at, message: stop(refusal.why), fixes }
  else {
    const message = 'The file ends before this list is closed, and xend drops the list without a word.'
    yield { case: 'list-lost', at, severity: 'warning', message, fixes }
  }
}

function stop(why: string): string {
  return `${why.slice(0, 1).toUpperCase()}${why.slice(1)}, so xend stops reading and does not start.`
}

function fixesOf(refusal: Refusal): Fix[] {
  const { start, end } = refusal
  if (refusal.kind === 'loss' || refusal.case === 'list-open') {
    const { closeAt, depth } = refusal
    const text = ')'.repeat(depth ?? 1)
    const title = depth === 1 ? 'Close the list here' : 'Close the lists here'
    return closeAt === undefined
      ? []
      : [{ title, edits: [{ start: closeAt, end: closeAt, text }], safe: false }]
  }
  if (refusal.case === 'list-closed')
    return [{ title: 'Remove the parenthesis', edits: [{ start, end, text: '' }], safe: false }]
  return []
}
