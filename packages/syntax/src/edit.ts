/** Replaces the text from `start` up to but not including `end`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** True if two edits touch the same text, or insert at the same place: their order would then decide. */
export function overlap(one: Edit, other: Edit): boolean {
  if (one.start === other.start) return true
  return one.start < other.start ? one.end > other.start : other.end > one.start
}

/** The text after edits that do not overlap; everything outside them stays as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((one, other) => one.start - other.start)
  let result = ''
  let done = 0
  for (const { start, end, text: replacement } of ordered) {
    if (start < done) throw new Error(`edits overlap at offset ${start}; expected them to be chosen apart`)
    result += text.slice(done, start) + replacement
    done = end
  }
  return result + text.slice(done)
}
