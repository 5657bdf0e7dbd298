import { type XenVersion, xenHabit } from '@xenlint/catalogue'

/** A word of a command line, with its place in it. */
export interface XenWord {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The words of Xen's part of a line: blanks alone separate them, and behind ` -- ` all is dom0's. */
export function xenWords(line: string, xen: XenVersion): XenWord[] {
  const longest = Number(xenHabit('word-limit', xen))
  const dom0 = line.indexOf(' -- ')
  const own = dom0 < 0 ? line : line.slice(0, dom0)
  return Array.from(own.matchAll(/[^ ]+/g), ({ 0: text, index }) => ({
    text: text.slice(0, longest),
    start: index,
    end: index + text.length
  }))
}
