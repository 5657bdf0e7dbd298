import type { Segment, ValueMap } from '@xenlint/syntax'

/** One escape of a string: what it stands for, and how many units it takes in all. */
export interface Escape {
  readonly text: string
  readonly length: number
}

/** How a language spells what it cannot write plainly. */
export interface Escaping {
  /** Where an escape begins; with the flag `g`. */
  readonly start: RegExp
  at(body: string, index: number): Escape
}

/** The text of a string's body, with the way back of each of its units; `base` is where the body begins in the file. */
export function decode(
  body: string,
  base: number,
  escaping: Escaping
): { readonly text: string; readonly map: ValueMap } {
  const map: Segment[] = []
  let text = ''
  const add = (piece: string, from: number, to: number): void => {
    if (from === to) return
    const valueStart = text.length
    text += piece
    map.push({ valueStart, valueEnd: text.length, sourceStart: base + from, sourceEnd: base + to })
  }

  let done = 0
  const start = new RegExp(escaping.start)
  for (let found = start.exec(body); found; found = start.exec(body)) {
    add(body.slice(done, found.index), done, found.index)
    const written = escaping.at(body, found.index)
    done = Math.min(found.index + written.length, body.length)
    add(written.text, found.index, done)
    start.lastIndex = done
  }
  add(body.slice(done), done, body.length)
  return { text, map }
}
