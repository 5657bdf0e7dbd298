/** As much of a text as fits into some bytes of UTF-8, whole characters only. */
export function firstBytes(text: string, most: number): string {
  if (text.length * 3 <= most) return text
  let bytes = 0
  let end = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes > most) break
    end += character.length
  }
  return text.slice(0, end)
}
