import type { Segment, ValueMap } from '@xenlint/syntax'

/** One escape of a string: what it stands for, and how many units it takes, the backslash included. */
export interface Escape {
  readonly text: string
  readonly length: number
}

/** The text of a string's body, with the way back of each of its units; `base` is where the body begins in the file. */
export function unescape(
  body: string,
  base: number,
  escapeAt: (body: string, index: number) => Escape
): { text: string; map: ValueMap } {
  const map: Segment[] = []
  let text = ''
  const add = (piece: string, from: number, to: number): void => {
    if (from === to) return
    const valueStart = text.length
    text += piece
    map.push({ valueStart, valueEnd: text.length, sourceStart: base + from, sourceEnd: base + to })
  }

  let done = 0
  for (let index = body.indexOf('\\'); index !== -1; index = body.indexOf('\\', done)) {
    add(body.slice(done, index), done, index)
    const escape = escapeAt(body, index)
    done = Math.min(index + escape.length, body.length)
    add(escape.text, index, done)
  }
  add(body.slice(done), done, body.length)
  return { text, map }
}
