import type { Context, Finding, Rule } from '@xenlint/validator'
import { readingOf } from '../refused.js'

/** A NUL in a string breaks an assertion of xl's. */
export const syntaxAbort: Rule = {
  id: 'syntax-abort',
  summary: 'A NUL in a string, which crashes xl.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  refuses: 'first',
  status: 'stable',
  since: '0.1.0',
  check: findNul
}

function* findNul(context: Context): Iterable<Finding> {
  const { aborted } = readingOf(context)
  if (aborted === undefined) return
  const [start, end] = [aborted, aborted + 1]
  yield {
    case: 'nul',
    at: { file: context.file, start, end },
    message: 'A NUL stands in the string, so xl aborts before it reads any setting.',
    fixes: [
      { title: 'Remove the NUL, so that xl reads the file', edits: [{ start, end, text: '' }], safe: false }
    ]
  }
}
