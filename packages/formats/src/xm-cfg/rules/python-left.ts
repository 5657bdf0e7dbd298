import { isRead, readerOf } from '@xenlint/catalogue'
import type { Edit } from '@xenlint/syntax'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { type PythonPart, pythonIn } from '../python.js'

/** xm ran a guest's file as a program; xl reads settings, and refuses a file with any Python in it. */
export const pythonLeft: Rule = {
  id: 'python-left',
  summary: 'Python in a guest for xm, which xl refuses.',
  severity: 'error',
  formats: ['xm-cfg'],
  byRelease: true,
  unread: true,
  status: 'stable',
  since: '0.1.0',
  check: findPython
}

/** More of them would bury the first. */
const most = 20

function* findPython({ tree, file, format, release, text }: Context): Iterable<Finding> {
  const [first, ...others] = pythonIn(tree)
  const reader = readerOf(format)
  if (!first || !reader) return
  const still = isRead(format, release.xen)
  const { start, end, what } = first
  const edits = [first, ...others].flatMap((part) => asNumber(part, text) ?? [])
  const isAll = edits.length === others.length + 1
  yield {
    case: still ? 'refused-by-xl' : 'refused',
    ...(still ? { severity: 'hint' as const, decided: 'error' as const, needs: ['toolstack'] } : {}),
    at: { file, start, end },
    message: still
      ? `${reader.program} runs this file and xl refuses it, as ${what} is Python.`
      : `xl refuses this file, as ${what} is Python; only ${reader.program} ran such guests, and it is gone.`,
    related: others.slice(0, most).map((part) => ({
      at: { file, start: part.start, end: part.end },
      message: `${part.what.replace(/^a /, 'A ')} is Python too.`
    })),
    ...(isAll && {
      fixes: [{ title: 'Write `1` for `True` and `0` for `False`, which both read', edits, safe: false }]
    })
  }
}

// `True` → `1`
function asNumber({ start, end }: PythonPart, text: string): Edit | undefined {
  const number = numbers[text.slice(start, end)]
  return number === undefined ? undefined : { start, end, text: number }
}

const numbers: Readonly<Record<string, string>> = { True: '1', False: '0' }
