import { type Production, productionsOf, type Shape, type Terminal, terminals } from './productions.js'

/** One state of the parser: what may come, and what is done where nothing of that comes. */
export interface State {
  readonly shifts: ReadonlyMap<Terminal, State>
  readonly gotos: ReadonlyMap<string, State>
  /** Taken whatever comes next, or, where an error may be shifted, only at the end of the file. */
  readonly reduction?: Production
  /** True where nothing may come, so that the reduction is taken before the next token is looked at. */
  readonly reduces: boolean
  /** True where an error may be shifted, and a statement may begin. */
  readonly begins: boolean
  /** The tokens that a message lists as expected, in bison's order. */
  readonly expected: readonly Terminal[]
  readonly final: boolean
}

/** The first state of the parser for grammars of one shape. */
export function automatonOf(shape: Shape): State {
  const key = [shape.openLastLine, shape.nestedLists, shape.addition].join()
  const known = automata.get(key)
  if (known) return known
  const start = build(productionsOf(shape))
  automata.set(key, start)
  return start
}

const automata = new Map<string, State>()

/** A production read up to a dot. */
interface Item {
  readonly production: Production
  readonly dot: number
}

interface Growing {
  readonly shifts: Map<Terminal, Growing>
  readonly gotos: Map<string, Growing>
  reduction?: Production
  reduces: boolean
  begins: boolean
  expected: readonly Terminal[]
  final: boolean
}

// No state of this grammar has two reductions, so that LALR look-ahead adds nothing to the LR(0) automaton.
function build(productions: readonly Production[]): State {
  const states = new Map<string, Growing>()
  const pending: (() => void)[] = []
  const stateOf = (kernel: readonly Item[]): Growing => {
    const key = kernel.map(({ production, dot }) => `${productions.indexOf(production)}.${dot}`).join(' ')
    const known = states.get(key)
    if (known) return known
    const state: Growing = {
      shifts: new Map(),
      gotos: new Map(),
      reduces: false,
      begins: false,
      expected: [],
      final: false
    }
    states.set(key, state)
    pending.push(() => fill(state, closure(kernel, productions), stateOf))
    return state
  }
  const first = productions[0] as Production
  const start = stateOf([{ production: first, dot: 0 }])
  for (let next = pending.pop(); next; next = pending.pop()) next()
  for (const state of states.values()) shorten(state)
  return start
}

/** Leads past the states that do nothing but give their one part another name: every line goes through some. */
function shorten({ shifts, gotos }: Growing): void {
  const settle = (next: Growing): Growing => {
    const rename = next.reduces && !next.reduction?.action ? next.reduction : undefined
    const behind = rename?.right.length === 1 ? gotos.get(rename.left) : undefined
    return behind ? settle(behind) : next
  }
  for (const [token, next] of shifts) shifts.set(token, settle(next))
  for (const [left, next] of gotos) gotos.set(left, settle(next))
}

function fill(state: Growing, items: readonly Item[], stateOf: (kernel: readonly Item[]) => Growing): void {
  const moves = new Map<string, Item[]>()
  for (const { production, dot } of items) {
    const symbol = production.right[dot]
    if (symbol === undefined) {
      if (production.left === '$accept') state.final = true
      else state.reduction = production
    } else moves.set(symbol, [...(moves.get(symbol) ?? []), { production, dot: dot + 1 }])
  }
  for (const [symbol, kernel] of moves) {
    if (isTerminal(symbol)) state.shifts.set(symbol, stateOf(kernel))
    else state.gotos.set(symbol, stateOf(kernel))
  }
  state.reduces = state.shifts.size === 0 && state.reduction !== undefined
  state.begins = state.shifts.has('error')
  state.expected = terminals.filter(
    (token) =>
      token !== 'error' && (state.shifts.has(token) || (token === '$end' && state.reduction && state.begins))
  )
}

function closure(kernel: readonly Item[], productions: readonly Production[]): readonly Item[] {
  const items = [...kernel]
  const opened = new Set<string>()
  for (const { production, dot } of items) {
    const symbol = production.right[dot]
    if (symbol === undefined || opened.has(symbol)) continue
    opened.add(symbol)
    for (const each of productions) if (each.left === symbol) items.push({ production: each, dot: 0 })
  }
  return items
}

function isTerminal(symbol: string): symbol is Terminal {
  return (terminals as readonly string[]).includes(symbol)
}
