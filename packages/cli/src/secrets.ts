import { table } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
/** Hides the values of secret options in texts that are shown. */
export interface Secrets {
  /** The same text of the same length, with a `*` for each character of a secret. */
  mask(text: string): string
  /** The text of an edit without secrets: it may repeat one without its name. */
  cover(edit: string): string
  /** The same words with `***` for each secret of the file that they quote. */
  hide(message: string): string
}

/** A name that gives its value away as a secret, also where it is misspelt. */
const telling = '[\\w-]*(?:passw|pasw|passphrase|secret|psk)[\\w-]*'

/** What is secret in a file, by the names of secret options. */
export function secretsOf(text: string, names: readonly string[]): Secrets {
  const patterns = patternsFor(names)
  const values = new Set<string>()
  for (const pattern of patterns) {
    for (const { groups } of text.matchAll(pattern)) {
      const bare = groups?.['value']?.replace(/^["']/, '') ?? ''
      if (bare !== '') values.add(bare)
    }
  }
  const mask = (line: string): string =>
    patterns.reduce((masked, pattern) => masked.replace(pattern, starred), line)
  return {
    mask,
    cover(edit) {
      let shown = mask(edit)
      for (const value of values) {
        if (value.length >= leastTelling) shown = shown.replaceAll(value, '*'.repeat(value.length))
      }
      return shown
    },
    hide(message) {
      let shown = message
      for (const value of values) shown = shown.replaceAll(`\`${value}\``, '`***`')
      return shown
    }
  }
}

/** Shorter ones stand in other words by chance. */
const leastTelling = 3

const compiled = new Map<readonly string[], readonly RegExp[]>()

function patternsFor(names: readonly string[]): readonly RegExp[] {
  const known = compiled.get(names)
  if (known) return known
  // `wpa-wep-key0` stands for its siblings too, and `-` and `_` are mixed up.
  const spelled = names.map((name) => name.replace(/\d+$/, '').replace(/[-_]/g, '[-_]'))
  const name = `(?<![\\w-])(?:${[...spelled, telling].join('|')})\\d*(?![\\w-])["']?`
  const made = [
    // A line of blanks between words, as in interfaces: all of the rest is the value.
    new RegExp(`^(?<before>[ \\t]*${name}[ \\t]+)(?<value>[^\\s=:"'(][^\\r\\n]*)`, 'gim'),
    new RegExp(
      `(?<before>${name}[ \\t]*[+]?[=:]?[ \\t]*[[(]?[ \\t]*)(?<value>"[^"\\r\\n]*|'[^'\\r\\n]*|[^\\s,;"'[(\\])=:+]+)`,
      'gi'
    )
  ]
  compiled.set(names, made)
  return made
}

function starred(found: string, before: string, value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? ''
  return found.slice(0, before.length) + quote + '*'.repeat(value.length - quote.length)
}

const namesByFormat = new Map<string, readonly string[]>()

/** The options of a format whose values nobody may see. */
export function secretNames(format: string): readonly string[] {
  const known = namesByFormat.get(format)
  if (known) return known
  const rows = table(formatOf(format)?.table ?? '')
  const names = rows.filter(({ secret }) => secret).map(({ name }) => name)
  namesByFormat.set(format, names)
  return names
}
