import { shellPrograms } from '@xenlint/catalogue'

/** True for a program that every Debian host has, false for a word that can be none; else only the host can tell. */
export function isProgram(name: string): boolean | undefined {
  if (shellPrograms().some((each) => each.name === name)) return true
  return unlike.test(name) ? false : undefined
}

/** What assignments, files from elsewhere and sentences leave at the start of a line. */
const unlike = /^\r*$|=|^\uFEFF|^[A-Z0-9]+_|^[A-Z][a-z]+$|[,:;!?]$|[^/.]\.$/
