import { type Span, within, type XenVersion } from './release.js'

/** A table as each release has it, filtered once a release; releases with the same rows share one list. */
export type PerRelease<Row> = (version: XenVersion) => readonly Row[]

export function perRelease<Row extends Span>(rows: () => readonly Row[]): PerRelease<Row> {
  const known = new Map<XenVersion, readonly Row[]>()
  return (version) => {
    const before = known.get(version)
    if (before) return before
    const current = rows().filter((row) => within(row, version))
    const same = [...known.values()].find((each) => isSame(each, current)) ?? current
    known.set(version, same)
    return same
  }
}

function isSame<Row>(one: readonly Row[], other: readonly Row[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index])
}

const differences = new WeakMap<readonly unknown[], Map<readonly unknown[], readonly unknown[]>>()

/** The rows that one release has and another has not, or the other way round; worked out once. */
export function apart<Row>(table: PerRelease<Row>, one: XenVersion, other: XenVersion): readonly Row[] {
  const [left, right] = [table(one), table(other)]
  if (left === right) return []
  const known = differences.get(left) ?? new Map<readonly unknown[], readonly unknown[]>()
  differences.set(left, known)
  const before = known.get(right)
  if (before) return before as readonly Row[]
  const rows = [...left.filter((row) => !right.includes(row)), ...right.filter((row) => !left.includes(row))]
  known.set(right, rows)
  return rows
}
