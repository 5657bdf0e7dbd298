import { aliases, table } from './tables.js'

/** The name of a table that a misspelt one most likely means: by the list of known slips, else by its letters. */
export function nearest(tableId: string, name: string): string | undefined {
  const alias = aliases().find((each) => each.table === tableId && each.name === name)
  if (alias) return alias.use
  return nearestOf(
    table(tableId).map((row) => row.name),
    name
  )
}

/** The nearest of some names: one slip away from four letters on, two from eight on; none where none is near. */
export function nearestOf(names: Iterable<string>, name: string): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let fewest = Math.min(2, Math.floor(name.length / 4)) + 1
  let alike = -1
  for (const candidate of names) {
    if (Math.abs(candidate.length - wanted.length) > fewest) continue
    const slips = distance(wanted, candidate.toLowerCase(), fewest)
    const shared = sharedStart(wanted, candidate)
    if (slips < fewest || (slips === fewest && best !== undefined && shared > alike)) {
      best = candidate
      fewest = slips
      alike = shared
    }
  }
  return best
}

// Of names equally far the one that begins alike: few people miss the first letters.
function sharedStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

/** How many letters must be changed, added, dropped or swapped with their neighbour; stops above a bound. */
function distance(one: string, other: string, bound: number): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1
      const swap =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      line[column] = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + change,
        swap ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      )
    }
    if (Math.min(...line) > bound) return bound + 1
    before = last
    last = line
  }
  return last[other.length] ?? 0
}
