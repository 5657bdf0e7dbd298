import { apart, type PerRelease, quirk, type XenVersion } from '@xenlint/catalogue'
import type { Base } from './c-number.js'

/** A release that a run asks; it remembers what it was asked, so that a run of another can be told to be the same. */
export interface Inquiry {
  /** The answer to a pure question; alike answers are one and the same. */
  of<Answer>(question: (xen: XenVersion) => Answer): Answer
  /** The rows of a table, of which only those that matter count in the run. */
  rows<Row>(table: PerRelease<Row>, matters: (row: Row) => boolean): readonly Row[]
  /** True of a release that answers the same to all that was asked so far. */
  isAlike(other: XenVersion): boolean
}

export function inquire(xen: XenVersion): Inquiry {
  const agrees: ((other: XenVersion) => boolean)[] = []
  return {
    of: (question) => {
      const answer = question(xen)
      agrees.push((other) => question(other) === answer)
      return answer
    },
    rows: (table, matters) => {
      agrees.push((other) => !apart(table, xen, other).some(matters))
      return table(xen)
    },
    isAlike: (other) => agrees.every((agree) => agree(other))
  }
}

/** The base in which a text is read that may have a prefix; releases are only asked where they differ. */
export function baseOf(session: { readonly release: Inquiry }, text: string): Base {
  return /0[bB]/.test(text) && quirkOf(session, 'binary-numbers') ? 'c23' : 0
}

/** A release whose run is compared with no other: it answers, and remembers nothing. */
export function answering(xen: XenVersion): Inquiry {
  return { of: (question) => question(xen), rows: (table) => table(xen), isAlike: () => false }
}

/** How the release behaves; absent where it doesn't at all. */
export function quirkOf({ release }: { readonly release: Inquiry }, name: string): string | undefined {
  return release.of((xen) => quirk(name, xen))
}
