import { expand, joinPieces, type Store } from './expansion.js'
import type { Word } from './program.js'
import type { Expanded, Piece } from './scene.js'

/** The arguments that words become; `undefined` where only a run, or the files around it, would tell. */
export function fieldsOf(
  store: Store,
  words: readonly Word[]
): { fields: (string | undefined)[]; fault?: string } {
  const fields: (string | undefined)[] = []
  for (const word of words) {
    const expanded = expand(store, word.parts)
    if (expanded.kind === 'fault') return { fields, fault: expanded.message }
    fields.push(...(split(store, expanded) ?? [undefined]))
  }
  return { fields }
}

function split(store: Store, expanded: Expanded): string[] | undefined {
  if (expanded.kind !== 'pieces') return undefined
  const { pieces } = expanded
  const open = pieces.filter(({ quoted }) => !quoted)
  // A bracket that nothing closes is a letter like any other.
  if (/[*?]|\[[\s\S]+\]/.test(open.map(({ text }) => text).join(''))) return matched(store, pieces)
  const [first] = pieces
  if (first?.literal && !first.quoted && first.text.startsWith('~')) return undefined
  const splits = open.some(({ literal, text }) => !literal && /[ \t\n]/.test(text))
  if (!splits || store.variables.has('IFS')) {
    if (splits) return undefined
    const { text } = joinPieces(pieces)
    return text === '' && !pieces.some(({ quoted }) => quoted) ? [] : [text]
  }
  return splitPieces(pieces)
}

function matched({ scene }: Store, pieces: readonly Piece[]): string[] | undefined {
  const { text } = joinPieces(pieces)
  return /[ \t\n]/.test(text) ? undefined : scene.match?.(text)?.slice()
}

function splitPieces(pieces: readonly Piece[]): string[] {
  const fields: string[] = []
  let field: string | undefined
  for (const { text, quoted, literal } of pieces) {
    if (quoted || literal) {
      field = (field ?? '') + text
      continue
    }
    for (const run of text.match(/[ \t\n]+|[^ \t\n]+/g) ?? []) {
      if (!/^[ \t\n]/.test(run)) field = (field ?? '') + run
      else if (field !== undefined) {
        fields.push(field)
        field = undefined
      }
    }
  }
  if (field !== undefined) fields.push(field)
  return fields
}
