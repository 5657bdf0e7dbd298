/** What `grep -q` says of a text; nothing where its options or its pattern are of a kind not read here. */
export function grepStatus(words: readonly string[], text: string): number | undefined {
  const [, ...rest] = words
  const pattern = rest.at(-1)
  const options = rest.slice(0, -1)
  const letters = options.map((option) => option.slice(1)).join('')
  if (pattern === undefined || !letters.includes('q')) return undefined
  if (!options.every((option) => /^-[qsiEF]+$/.test(option))) return undefined
  // A dot is any letter, and all else that is let in stands for itself.
  if (!/^[\w .,:;=@%/"'][\w .,:;=@%/"'-]*$/.test(pattern)) return undefined
  const source = letters.includes('F') ? pattern.replaceAll('.', '\\.') : pattern
  const found = new RegExp(source, letters.includes('i') ? 'i' : '')
  return text.split('\n').some((line) => found.test(line)) ? 0 : 1
}
