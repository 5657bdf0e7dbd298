import { type Span, within, type XenVersion } from './release.js'

/** A table as each release has it, filtered once a release. */
export function perRelease<Row extends Span>(rows: readonly Row[]): (version: XenVersion) => readonly Row[] {
  const known = new Map<XenVersion, readonly Row[]>()
  return (version) => {
    const before = known.get(version)
    if (before) return before
    const current = rows.filter((row) => within(row, version))
    known.set(version, current)
    return current
  }
}
