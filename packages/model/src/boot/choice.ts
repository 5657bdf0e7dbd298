import type { BootEntry } from './host.js'

/** The entries on the way to the one that boots, by GRUB's reading of its `default`. */
export function chosenEntries(entries: readonly BootEntry[], wanted: string): readonly BootEntry[] {
  const path: BootEntry[] = []
  let level = entries
  let rest = wanted
  while (level.length > 0) {
    const index = indexOf(level, rest)
    const entry = level[index] ?? level[0]
    if (!entry) break
    path.push(entry)
    if (entry.kind === 'menuentry') break
    level = entry.entries
    rest = behindSeparator(rest)
  }
  return path
}

/** The part of GRUB's `default` that no entry answers to, so that the first of its menu boots. */
export function missedPart(entries: readonly BootEntry[], wanted: string): string | undefined {
  let level = entries
  let rest = wanted
  while (level.length > 0 && rest !== '') {
    const entry = level[indexOf(level, rest)]
    if (!entry) return /^(?:[^>]|>>)*/.exec(rest)?.[0].replaceAll('>>', '>')
    if (entry.kind === 'menuentry') return undefined
    level = entry.entries
    rest = behindSeparator(rest)
  }
  return undefined
}

// A number counts entries from 0; else the first title or id that fits, else the first entry.
function indexOf(entries: readonly BootEntry[], wanted: string): number {
  const number = /^\s*(0[xX][0-9a-fA-F]+|\d+)/.exec(wanted)?.[1]
  if (number !== undefined) {
    const octal = /^0\d/.test(number)
    return octal ? Number.parseInt(number, 8) : Number(number)
  }
  return entries.findIndex(({ title, id }) => fits(title, wanted) || fits(id, wanted))
}

// `>>` stands for a `>`, a single one ends what is compared.
function fits(name: string, wanted: string): boolean {
  let index = 0
  for (let at = 0; ; at++, index++) {
    if (wanted[at] === '>' && wanted[at + 1] !== '>') return index === name.length
    if (wanted[at] === '>') at++
    if (name[index] !== wanted[at]) return false
    if (wanted[at] === undefined) return true
  }
}

function behindSeparator(wanted: string): string {
  const found = /(?<!>)>(?!>)/.exec(wanted)
  return found ? wanted.slice(found.index + 1) : ''
}
