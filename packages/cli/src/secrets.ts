/** Hides the values of secret options in texts that are shown. */
export interface Secrets {
  /** The same text of the same length, with a `*` for each character of a secret. */
  mask(line: string): string
  /** Whether a text holds the value of a secret, as it stands in the file the mask was made from. */
  hide(message: string): string
}

/** What is secret in a file, by the names of secret options. */
export function secretsOf(text: string, names: readonly string[]): Secrets {
  if (names.length === 0) return { mask: (line) => line, hide: (message) => message }
  const pattern = new RegExp(
    `(?<![\\w-])((?:${names.map(escaped).join('|')})(?![\\w-])["']?[ \\t]*[=:]?[ \\t]*)("[^"\\r\\n]*|'[^'\\r\\n]*|[^\\s,;"'\\])]+)`,
    'gi'
  )
  const values = new Set<string>()
  for (const [, , value = ''] of text.matchAll(pattern)) {
    const bare = value.replace(/^["']/, '')
    if (bare.length > 0) values.add(bare)
  }
  return {
    mask: (line) => line.replace(pattern, (_, before: string, value: string) => before + stars(value)),
    hide: (message) => {
      let shown = message
      for (const value of values) shown = shown.replaceAll(`\`${value}\``, '`***`')
      return shown
    }
  }
}

function stars(value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? ''
  return quote + '*'.repeat(value.length - quote.length)
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
