/** The words behind a program's name, apart: letters with what belongs to each, and the rest. */
export interface Options {
  readonly letters: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
}

/** Reads options as getopt(3) does; `valued` are the letters that take a word. Nothing for an unknown one. */
export function readOptions(words: readonly string[], plain: string, valued: string): Options | undefined {
  const letters = new Map<string, string[]>()
  const operands: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest)
      break
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? ''
      const values = letters.get(letter) ?? []
      letters.set(letter, values)
      if (plain.includes(letter)) continue
      if (!valued.includes(letter)) return undefined
      const value = at + 1 < word.length ? word.slice(at + 1) : rest.shift()
      if (value === undefined) return undefined
      values.push(value)
      break
    }
  }
  return { letters, operands }
}
