import { nearestOf } from '@xenlint/catalogue'
import type { Text } from '@xenlint/model'
import { shown } from './reading.js'
import type { Context, Finding, Fix } from './rule.js'

/** Words that no reader of an option knows, where it is certain what is so then. */
export function* strayWords({ settings, option, text: file }: Context): Iterable<Finding> {
  for (const { name, value } of settings) {
    const { items = [], otherwise } = option(name) ?? {}
    // Several words are told of elsewhere, and a number may stand for a word.
    if (!otherwise || value.kind !== 'text' || !/^[^\s0-9][^\s]*$/.test(value.text)) continue
    const words = items.map(({ word }) => word)
    if (words.includes(value.text)) continue
    const guess = nearestOf(words, value.text)
    yield {
      case: 'stray-word',
      severity: 'warning',
      at: value.origin,
      message: `${shown(value.text)} is no word of \`${name}\`, so ${otherwise}${guess ? `; did you mean \`${guess}\`?` : '.'}`,
      fixes: guess ? replacing(value, guess, name, file) : []
    }
  }
}

// The letters alone: quotes around all of them stay.
function replacing({ text, origin: { start, end } }: Text, word: string, name: string, file: string): Fix[] {
  const written = file.slice(start, end)
  const margin = written.indexOf(text)
  if (margin < 0 || !/^(["']?)\1$/.test(written.replace(text, ''))) return []
  const edit = { start: start + margin, end: end - margin, text: word }
  return [{ title: `Change to \`${word}\`, which \`${name}\` knows`, edits: [edit], safe: false }]
}
