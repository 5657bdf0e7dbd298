import { table } from './tables.js'

/** The name of a table that is nearest to a misspelt one, at most two slips away; none where none is near. */
export function nearest(tableId: string, name: string): string | undefined {
  let best: string | undefined
  let fewest = 3
  for (const row of table(tableId)) {
    const slips = distance(name, row.name)
    if (slips < fewest) {
      best = row.name
      fewest = slips
    }
  }
  return best
}

/** How many letters must be changed, added, dropped or swapped with their neighbour. */
function distance(one: string, other: string): number {
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
    before = last
    last = line
  }
  return last[other.length] ?? 0
}
