import { shellPrograms } from '@xenlint/catalogue'

/**
 * True for a program that every Debian host has, false for a word that can be none; else only the host can tell.
 * `beside` is what is assigned before the word: behind a variable of the file's own, a value has lost its quotes.
 */
export function isProgram(
  name: string,
  beside: readonly string[],
  isOwn: (variable: string) => boolean
): boolean | undefined {
  if (shellPrograms().some((each) => each.name === name)) return true
  return unlike.test(name) || beside.some(isOwn) ? false : undefined
}

/** What assignments, files from elsewhere and sentences leave at the start of a line. */
const unlike = /^\r*$|=|^\uFEFF|^[A-Z0-9]+_|^[A-Z][a-z]+$|[,:;!?]$|[^/.]\.$/
