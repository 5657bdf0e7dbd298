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
  const asked = new Map<string, { readonly ask: Ask; readonly answer: unknown }>()
  const note = <A>(name: string, ask: (from: HostSource) => A): A => {
    const known = asked.get(name)
    if (known) return known.answer as A
    const answer = ask(source)
    asked.set(name, { ask, answer })
    return answer
  }
  const { tree, facts, release } = source
  const noted: HostTree = {
    whole: tree.whole,
    kind: (path) => note(`kind ${path}`, (from) => from.tree.kind(path)),
    read: (path) => note(`read ${path}`, (from) => from.tree.read(path)),
    list: (path) => note(`list ${path}`, (from) => from.tree.list(path)),
    real: (path) => note(`real ${path}`, (from) => from.tree.real(path))
  }
  const value = make({
    ...source,
    tree: noted,
    shown: (path) => note(`shown ${path}`, (from) => from.shown(path)),
    read: (path, format) => note(`${format} ${path}`, (from) => from.read(path, format))
  })
  return {
    value,
    holds: (now) =>
      now.facts === facts &&
      now.release.xen === release.xen &&
      [...asked.values()].every(({ ask, answer }) => isSame(ask(now), answer))
  }
}

type Ask = (from: HostSource) => unknown

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  return Array.isArray(one) && Array.isArray(other) && one.join('\n') === other.join('\n')
}
