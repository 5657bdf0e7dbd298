import type { Setting } from '../setting.js'
import type { Unknown } from '../value.js'
import { expand, joinPieces, type Store } from './expansion.js'
import type { Assignment, Part, Word } from './program.js'
import type { Held } from './scene.js'

/** What an assignment gives its variable, or the message with which the shell gives up. */
export function assignedValue(
  store: Store,
  assignment: Assignment
): Held | { kind: 'fault'; message: string } {
  const { value } = assignment
  const { file } = store.scene
  if (!value) {
    const origin = { file, start: assignment.nameEnd, end: assignment.end }
    return { kind: 'unknown', why: 'it is an array of bash', origin }
  }
  const origin = { file, start: value.start, end: value.end }
  const unknown = (why: string): Unknown => ({ kind: 'unknown', why, origin })
  const expanded = expand(store, value.parts)
  if (expanded.kind === 'fault') return expanded
  if (expanded.kind === 'unknown') return unknown(expanded.why)
  if (hasHome(value.parts)) return unknown('the home directory decides what `~` is')
  const before = assignment.append ? store.variables.get(assignment.name) : undefined
  if (before?.kind === 'unknown') return unknown(before.why)
  const moved = before?.map.map((each) => ({ file: before.origin.file, ...each })) ?? []
  const kept = before ? [{ text: before.text, map: moved, quoted: true, literal: false }] : []
  const { text, map } = joinPieces([...kept, ...expanded.pieces])
  return { kind: 'text', text, map, spelled: spelledOf(value, text), origin }
}

/** The setting that an assignment makes. */
export function settingOf(file: string, assignment: Assignment, value: Held): Setting {
  const { name, start, nameEnd, end } = assignment
  return {
    name,
    nameOrigin: { file, start, end: Math.max(start, nameEnd) },
    operation: 'set',
    value,
    origin: { file, start, end }
  }
}

function spelledOf({ quoted, parts }: Word, text: string): 'number' | 'quoted' | 'word' {
  if (quoted) return 'quoted'
  return /^[0-9]+$/.test(text) && parts.every(({ kind }) => kind === 'literal') ? 'number' : 'word'
}

// A tilde counts at the beginning and behind a colon, up to a slash or a colon, all of it unquoted.
function hasHome(parts: readonly Part[]): boolean {
  let ready = true
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'literal' || part.quoted) {
      ready = false
      continue
    }
    for (const found of part.text.matchAll(/(^|:)~([^/:]*)([/:]?)/g)) {
      if (found.index === 0 && found[1] === '' && !ready) continue
      const closed = found[3] !== '' || index === parts.length - 1
      if (closed) return true
    }
    ready = part.text.endsWith(':')
  }
  return false
}
