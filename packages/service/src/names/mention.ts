import type { Text } from '@xenlint/model'
import { toSource } from '@xenlint/syntax'

/** What a name is a name of. */
export type NameKind = 'interface' | 'guest' | 'mac' | 'disk' | 'variable'

/** A place where a file of a host writes the name of something that other places may name too. */
export interface Mention {
  readonly kind: NameKind
  /** As its reader gets it. */
  readonly name: string
  /** What all names of the same thing have in common. */
  readonly key: string
  readonly file: string
  readonly start: number
  readonly end: number
  /** True where the name is given: an `iface` line, the `name` of a guest, an assignment. */
  readonly defines: boolean
  /** Why nobody can write another name in its place. */
  readonly fixed?: string
  /** True of a word that is a name only where another place says so: a word of a command. */
  readonly isLoose?: true
}

/** What a reader of names makes of one, before its place is known. */
export type Named = Pick<Mention, 'kind' | 'key' | 'defines'> & Pick<Partial<Mention>, 'isLoose' | 'fixed'>

/** The mention that a stretch of a value is; nothing where the stretch is empty. */
export function* mentionIn(
  { text, map, origin }: Pick<Text, 'text' | 'map' | 'origin'>,
  start: number,
  end: number,
  source: { readonly file: string; readonly text: string },
  named: Named
): Iterable<Mention> {
  if (end <= start) return
  const name = text.slice(start, end)
  const found = toSource(map, start, end)
  const isHere = found && (found.file === undefined || found.file === source.file)
  const place = isHere ? found : origin
  const isPlain = source.text.slice(place.start, place.end) === name
  yield {
    ...named,
    name,
    file: source.file,
    start: place.start,
    end: place.end,
    ...(!isPlain && { fixed: 'is not written letter by letter' })
  }
}
