/** True where a pattern of the catalogue is met in a text; each is made once. */
export function isMatch(pattern: string, text: string): boolean {
  const known = made.get(pattern) ?? new RegExp(pattern)
  made.set(pattern, known)
  return known.test(text)
}

const made = new Map<string, RegExp>()
