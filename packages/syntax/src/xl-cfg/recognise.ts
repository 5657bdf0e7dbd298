import { automatonOf, type State } from './automaton.js'
import type { XlDialect } from './dialect.js'
import { nextToken, skipIdleLines, type Token } from './lexer.js'
import type { Action, Production } from './productions.js'
import { type Encoding, type Refusal, type Run, refuse, refuseLexeme, startRun } from './run.js'

/** A value as libxlu stores it: quotes leave no trace, numbers are text. */
export type XlValue =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly XlValue[]; readonly line: number }

/** A setting as libxlu stores it: what `+=` adds to stands before what it adds. */
export interface XlSetting {
  readonly name: string
  readonly operation: 'set' | 'add'
  readonly value: XlValue
  /** The line on which its value begins. */
  readonly line: number
}

/** What libxlu makes of a text. */
export interface Recognition {
  readonly refusals: readonly Refusal[]
  /** In the order of the file, the last of a name counting; none where the file is refused. */
  readonly settings: readonly XlSetting[]
  readonly pythonHint: boolean
  /** True where every dialect reads the text alike. */
  readonly undisputed: boolean
  /** The assertion that ends the program with SIGABRT: a NUL stands in a string. */
  readonly aborted?: 'quotes' | 'escape'
}

/** Reads a text exactly as one release of libxlu does, with its table, its recovery and its words. */
export function recogniseXl(text: string, dialect: XlDialect, encoding: Encoding = 'utf-8'): Recognition {
  const run = startRun(text, dialect, encoding)
  const settings: XlSetting[] = []
  parse(run, settings)
  const refused = run.refusals.length > 0
  return {
    refusals: run.refusals,
    settings: refused || run.aborted ? [] : settings,
    pythonHint: refused && run.python,
    undisputed: !(refused || run.aborted || run.disputed || settings.some(nests)),
    ...(run.aborted && { aborted: run.aborted })
  }
}

function nests({ value }: XlSetting): boolean {
  return value.kind === 'list' && value.items.some(({ kind }) => kind === 'list')
}

interface Entry {
  readonly state: State
  readonly value: XlValue | string
  /** Where the first token of the entry stands. */
  readonly line: number
}

// bison gives up at this many entries, and stays silent about errors until so many tokens were shifted.
const deepest = 10_000
const quietShifts = 3

function parse(run: Run, settings: XlSetting[]): void {
  const stack: Entry[] = [{ state: automatonOf(run.dialect), value: '', line: 1 }]
  const store = storeIn(run, settings)
  let token: Token | undefined
  let line = 1
  let quiet = 0
  for (;;) {
    const { state } = stack[stack.length - 1] as Entry
    if (stack.length >= deepest) refuse(run, 'memory', line, 'memory exhausted')
    if (stack.length >= deepest || state.final) return
    if (state.reduces && state.reduction) {
      reduce(stack, state.reduction, line, store)
      continue
    }
    if (!token) {
      // Lines that hold nothing leave the parser where it was, unless it counts tokens behind an error.
      if (quiet === 0 && state.begins && skipIdleLines(run)) line = run.line - 1
      token = nextToken(run)
      if (!token) return
      line = token.line ?? line
    }
    const next = state.shifts.get(token.kind)
    if (next) {
      stack.push({ state: next, value: token.text, line })
      token = undefined
      if (quiet > 0) quiet--
    } else if (state.reduction && (token.kind === '$end' || !state.begins)) {
      reduce(stack, state.reduction, line, store)
    } else {
      if (quiet === 0) refuse(run, 'syntax', line, syntaxMessage(state, token))
      if (quiet === quietShifts) {
        if (token.kind === '$end') return
        token = undefined
      }
      quiet = quietShifts
      if (!shiftError(stack, line)) return
    }
  }
}

// Falls back to the last place where a statement may begin; there is none behind a complete last setting.
function shiftError(stack: Entry[], line: number): boolean {
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.state.shifts.get('error')
    if (next) {
      stack.push({ state: next, value: '', line })
      return true
    }
    stack.pop()
  }
  return false
}

const mostExpected = 4

function syntaxMessage({ expected }: State, { kind }: Token): string {
  const listed = expected.length > mostExpected ? [] : expected
  return [`syntax error, unexpected ${kind}`, listed.join(' or ')].filter(Boolean).join(', expecting ')
}

type Store = (name: string, operation: XlSetting['operation'], value: XlValue, line: number) => void

function reduce(stack: Entry[], { left, right, action }: Production, line: number, store: Store): void {
  const start = stack.length - right.length
  const from = stack[start - 1] as Entry
  const first = stack[start]
  const value = action ? actions[action](stack.slice(start), line, store) : (first?.value ?? '')
  for (let gone = right.length; gone > 0; gone--) stack.pop()
  stack.push({ state: stateBehind(from, left), value, line: first?.line ?? from.line })
}

function stateBehind({ state }: Entry, left: string): State {
  const next = state.gotos.get(left)
  if (!next) throw new Error(`the table has no way on from ${left}`)
  return next
}

const actions: Readonly<Record<Action, (parts: Entry[], line: number, store: Store) => Entry['value']>> = {
  set: ([name, , value], _, store) => assign(name, 'set', value, store),
  add: ([name, , value], _, store) => assign(name, 'add', value, store),
  text: ([atom]) => ({ kind: 'text', text: String(atom?.value), line: atom?.line ?? 1 }),
  inner: (parts) => parts[2]?.value ?? '',
  'no-items': (_, line) => ({ kind: 'list', items: [], line }),
  'first-item': ([item]) => ({
    kind: 'list',
    items: item ? [item.value as XlValue] : [],
    line: item?.line ?? 1
  }),
  'next-item': ([some, , , item]) => {
    const list = some?.value as { items: XlValue[] } & XlValue
    list.items.push(item?.value as XlValue)
    return list
  }
}

function assign(
  name: Entry | undefined,
  operation: XlSetting['operation'],
  value: Entry | undefined,
  store: Store
): string {
  if (name && value) store(String(name.value), operation, value.value as XlValue, value.line)
  return ''
}

function storeIn(run: Run, settings: XlSetting[]): Store {
  const latest = new Map<string, number>()
  return (name, operation, value, line) => {
    if (run.refusals.length > 0) return
    const index = operation === 'add' ? latest.get(name) : undefined
    const stored = index === undefined ? value : addTo(settings, index, value)
    if (!stored) {
      refuseLexeme(run, 'mix', `can't add [list] to "string" or vice versa`)
      return
    }
    latest.set(name, settings.length)
    settings.push({ name, operation, value: stored, line })
  }
}

// As in libxlu, items move: the setting that was added to is left with an empty list, and never looked at again.
function addTo(settings: XlSetting[], index: number, added: XlValue): XlValue | undefined {
  const before = settings[index] as XlSetting
  if (before.value.kind === 'text' && added.kind === 'text')
    return { ...added, text: before.value.text + added.text }
  if (before.value.kind !== 'list' || added.kind !== 'list') return undefined
  const items = before.value.items as XlValue[]
  for (const item of added.items) items.push(item)
  settings[index] = { ...before, value: { ...before.value, items: [] } }
  return { ...added, items }
}
