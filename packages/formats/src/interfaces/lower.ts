import {
  commandOptions,
  type Line,
  linesOf,
  mapOf,
  type Origin,
  originIn,
  type Section,
  type Setting,
  splitLine,
  storedName,
  type Value,
  type Word,
  wordsOf
} from '@xenlint/model'
import type { Branch, Root } from '@xenlint/syntax'

/** Each option of a stanza with its section, and each line between stanzas as a setting of its own. */
export function lower(tree: Root, file: string): Setting[] {
  const settings: Setting[] = []
  let stanza: Branch | undefined
  let section: Section | undefined
  let names = new Set<string>()
  for (const line of linesOf(tree)) {
    if (line.branch.type === 'heading') {
      stanza = line.stanza
      section = sectionOf(line, file)
      names = new Set()
      continue
    }
    const inside = line.stanza !== undefined && line.stanza === stanza ? section : undefined
    const { first, rest } = splitLine(line)
    const name = inside?.kind === 'iface' ? storedName(first.text) : first.text
    settings.push({
      name,
      nameOrigin: originIn(line, first, file),
      operation: !inside || names.has(name) || commandOptions.has(name) ? 'add' : 'set',
      value: settingValue(line, rest, file),
      origin: lineOrigin(line, file),
      ...(inside ? { section: inside } : {})
    })
    if (inside) names.add(name)
  }
  return settings
}

function sectionOf(line: Line, file: string): Section {
  const [first, ...words] = wordsOf(line)
  const read = first?.text === 'iface' ? words.slice(0, readWords(words)) : words
  return {
    kind: first?.text ?? '',
    words: read.map((word) => ({ text: word.text, origin: originIn(line, word, file) })),
    origin: lineOrigin(line, file)
  }
}

// NAME FAMILY METHOD, or up to the word behind `inherits`; what stands behind is ignored.
function readWords(words: readonly Word[]): number {
  const inherits = words.slice(0, 4).findIndex(({ text }, index) => index > 0 && text === 'inherits')
  return inherits > 0 ? inherits + 2 : 3
}

function settingValue(line: Line, rest: Word, file: string): Value {
  if (rest.text === '') {
    const { start, end } = lineOrigin(line, file)
    return { kind: 'absent', origin: { file, start: Math.max(start, end), end } }
  }
  return {
    kind: 'text',
    text: rest.text,
    map: mapOf(line, rest),
    spelled: /^\d+$/.test(rest.text) ? 'number' : 'word',
    origin: originIn(line, rest, file)
  }
}

function lineOrigin({ branch: { start, end } }: Line, file: string): Origin {
  return { file, start, end }
}
