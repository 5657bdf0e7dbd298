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

/** Words of which each is known; nothing where one is not. */
export function allKnown(words: readonly (string | undefined)[]): string[] | undefined {
  const known = words.filter((word) => word !== undefined)
  return known.length < words.length ? undefined : known
}

function split(store: Store, expanded: Expanded): string[] | undefined {
  if (expanded.kind !== 'pieces') return undefined
  const { pieces } = expanded
  const open = pieces.filter(({ quoted }) => !quoted)
  // A bracket that nothing closes is a letter like any other.
  if (/[*?]|\[[\s\S]+\]/.test(open.map(({ text }) => text).join(''))) return matched(store, pieces)
  const [first] = pieces
  if (first?.literal && !first.quoted && first.text.startsWith('~')) return undefined
  const separators = store.variables.get('IFS') ?? { kind: 'text', text: ' \t\n' }
  if (separators.kind === 'text') return splitPieces(pieces, separators.text)
  return open.every(({ literal }) => literal) ? splitPieces(pieces, '') : undefined
}

function matched({ scene }: Store, pieces: readonly Piece[]): string[] | undefined {
  const { text } = joinPieces(pieces)
  return /[ \t\n]/.test(text) ? undefined : scene.match?.(text)?.slice()
}

function splitPieces(pieces: readonly Piece[], separators: string): string[] {
  const fields: string[] = []
  let field: string | undefined
  const end = (): void => {
    if (field !== undefined) fields.push(field)
    field = undefined
  }
  const hasNone = pieces.some((piece) => piece.arguments === 'none')
  for (const piece of pieces) {
    const { text, quoted, literal } = piece
    if (piece.arguments === 'next') end()
    else if (quoted && hasNone && text === '') continue
    else if (quoted) field = (field ?? '') + text
    else if (literal) field = text === '' ? field : (field ?? '') + text
    else field = cut(text, separators, field, fields)
  }
  end()
  return fields
}

/** Cuts a text at the signs of IFS: blanks among them count together, any other sign ends a field. */
function cut(
  text: string,
  separators: string,
  before: string | undefined,
  fields: string[]
): string | undefined {
  let field = before
  let closed = false
  for (const unit of text) {
    if (!separators.includes(unit)) {
      field = (field ?? '') + unit
      closed = false
    } else if (' \t\n'.includes(unit)) {
      if (field === undefined) continue
      fields.push(field)
      field = undefined
      closed = true
    } else {
      if (!closed) fields.push(field ?? '')
      field = undefined
      closed = false
    }
  }
  return field
}
