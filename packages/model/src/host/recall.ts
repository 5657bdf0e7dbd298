import type { HostSource } from './source.js'
import type { HostTree } from './tree.js'

/** An answer, and every question to the host's folder that it hangs on. */
export interface Recalled<T> {
  readonly value: T
  /** True while each question has the answer that it had. */
  holds(source: HostSource): boolean
}

/** The answer of before where nothing that it hangs on changed; else a new one, with what it asked written down. */
export function recall<T>(
  source: HostSource,
  before: Recalled<T> | undefined,
  make: (source: HostSource) => T
): Recalled<T> {
  if (before?.holds(source)) return before
  const texts = new Map<string, Asked>()
  const paths = new Map<string, Asked>()
  const note = <A>(asked: Map<string, Asked>, name: string, ask: (from: HostSource) => A): A => {
    const known = asked.get(name)
    if (known) return known.answer as A
    const answer = ask(source)
    asked.set(name, { ask, answer })
    return answer
  }
  const { tree, facts, release } = source
  const known = tree.paths
  const noted: HostTree = {
    whole: tree.whole,
    kind: (path) => note(paths, `kind ${path}`, (from) => from.tree.kind(path)),
    read: (path) => note(texts, `read ${path}`, (from) => from.tree.read(path)),
    list: (path) => note(paths, `list ${path}`, (from) => from.tree.list(path)),
    real: (path) => note(paths, `real ${path}`, (from) => from.tree.real(path))
  }
  const value = make({
    ...source,
    tree: noted,
    shown: (path) => note(paths, `shown ${path}`, (from) => from.shown(path)),
    read: (path, format) => note(texts, `${format} ${path}`, (from) => from.read(path, format))
  })
  return {
    value,
    holds: (now) =>
      now.facts === facts &&
      now.release.xen === release.xen &&
      // While no path comes or goes, only texts can be others.
      ((known !== undefined && known === now.tree.paths) || allHold(paths, now)) &&
      allHold(texts, now)
  }
}

interface Asked {
  ask(from: HostSource): unknown
  readonly answer: unknown
}

function allHold(asked: ReadonlyMap<string, Asked>, now: HostSource): boolean {
  for (const { ask, answer } of asked.values()) if (!isSame(ask(now), answer)) return false
  return true
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  return Array.isArray(one) && Array.isArray(other) && one.join('\n') === other.join('\n')
}
