import type { Leaf } from '@xenlint/syntax'

/** A line of its own, `name = …`: where its name ends and where what follows stands, counted from the name. */
interface Row {
  /** Where what follows starts in the text. */
  readonly start: number
  readonly width: number
  readonly column: number
}

/** A leaf and the types of the branches around it, innermost last. */
interface Placed {
  readonly leaf: Leaf
  readonly within: readonly string[]
}

/**
 * How many blanks stand between a name and what follows, where neighbouring lines share a column on purpose;
 * by the start of what follows. A column that two neighbours of a block share, one of them with more blanks than it
 * needs, stays; where most lines of the block whose names leave room for it stand in it, the others join them.
 */
export function columns(leaves: Iterable<Placed>): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const block of blocks(leaves)) {
    const settled = settle(block)
    for (const [index, { start, width }] of block.entries()) {
      const column = settled[index]
      if (column !== undefined) found.set(start, column - width)
    }
  }
  return found
}

/** Rows that no blank line, and no line of another kind, stands between; comments and lists of a row do not count. */
function* blocks(leaves: Iterable<Placed>): Generator<Row[]> {
  let block: Row[] = []
  let line: Placed[] = []
  for (const placed of leaves) {
    if (placed.leaf.type !== 'newline') {
      line.push(placed)
      continue
    }
    const row = rowOf(line)
    if (row) block.push(row)
    else if (!goesOn(line, placed)) {
      yield block
      block = []
    }
    line = []
  }
  const row = rowOf(line)
  yield row ? [...block, row] : block
}

function goesOn(line: readonly Placed[], { within }: Placed): boolean {
  const first = line.find(({ leaf }) => leaf.type !== 'space')
  return first?.leaf.type === 'comment' || [first?.within, within].some((types) => types?.includes('list'))
}

const rowTypes: ReadonlySet<string | undefined> = new Set(['assignment', 'option', 'setting'])

function rowOf(line: readonly Placed[]): Row | undefined {
  const from = line.findIndex(({ leaf }) => leaf.type !== 'space')
  const [name, space, next] = line.slice(from, from + 3)
  if (!name || !space || !next || name.leaf.type !== 'name' || !rowTypes.has(name.within.at(-1)))
    return undefined
  const blanks = space.leaf.type === 'space' ? space.leaf.value : ''
  const follows = blanks ? next.leaf : space.leaf
  if (!/^[ \t]*$/.test(blanks) || follows.type === 'comment') return undefined
  const indent = reach(0, line[0] === name ? '' : (line[0]?.leaf.value ?? ''))
  const end = reach(indent, name.leaf.value)
  return { start: follows.start, width: end - indent, column: reach(end, blanks) - indent }
}

/** How far a line reaches with a text behind what it has; a tab goes on to the next eighth column. */
function reach(column: number, text: string): number {
  let end = column
  for (const letter of text) end = letter === '\t' ? end + 8 - (end % 8) : end + 1
  return end
}

/** The column of each row of a block that stands in a shared one, once nothing moves any more. */
function settle(rows: readonly Row[]): readonly (number | undefined)[] {
  let now = rows.map(({ column }) => column)
  for (;;) {
    const kept = shared(rows, now)
    const next = kept.map((column, index) => column ?? (rows[index]?.width ?? 0) + 1)
    if (next.every((column, index) => column === now[index])) return kept
    now = next
  }
}

function shared(rows: readonly Row[], now: readonly number[]): (number | undefined)[] {
  const kept = new Set<number>()
  for (let index = 1; index < rows.length; index++) {
    const column = now[index] ?? 0
    const isPadded = [rows[index - 1], rows[index]].some((row) => row && column > row.width + 1)
    if (now[index - 1] === column && isPadded) kept.add(column)
  }
  const joined = [...kept].find((column) => {
    const fitting = rows.filter(({ width }) => width < column)
    return now.filter((each) => each === column).length * 2 > fitting.length
  })
  return rows.map(({ width }, index) => {
    const column = now[index] ?? 0
    if (kept.has(column)) return column
    return joined !== undefined && width < joined ? joined : undefined
  })
}
