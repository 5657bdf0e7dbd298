/** What a program printed, and how it ended. */
export interface Printed {
  readonly status: number
  readonly output: string
}

/** The lines of a text, and whether the last of them has its newline. */
export function linesOf(text: string): { lines: string[]; isEnded: boolean } {
  if (text === '') return { lines: [], isEnded: true }
  const isEnded = text.endsWith('\n')
  return { lines: (isEnded ? text.slice(0, -1) : text).split('\n'), isEnded }
}

/** Lines as a program prints them that ends each with a newline. */
export function printed(lines: readonly string[], status = 0): Printed {
  return { status, output: lines.map((line) => `${line}\n`).join('') }
}
