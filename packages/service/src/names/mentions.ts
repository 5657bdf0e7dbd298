import type { Root } from '@xenlint/syntax'
import type { Snapshot } from '../snapshot.js'
import { settingMentions } from './guest-names.js'
import { interfacesMentions } from './interface-names.js'
import type { Mention } from './mention.js'
import { variableMentions } from './variable-names.js'

const known = new WeakMap<Root, { readonly file: string; readonly found: readonly Mention[] }>()

/** What a file names, in the order of its text; found once for each text. */
export function mentionsIn(snapshot: Snapshot, file: string): readonly Mention[] {
  const format = snapshot.format(file)
  const tree = snapshot.tree(file)
  const text = snapshot.input.files.get(file)?.text
  if (!format || !tree || text === undefined) return []
  const before = known.get(tree)
  if (before?.file === file) return before.found
  const read = { file, text, tree, settings: snapshot.settings(file) }
  const found = [
    ...(format.id === 'interfaces' ? interfacesMentions(read) : settingMentions(read, format)),
    ...variableMentions(read, format.id)
  ].sort((one, other) => one.start - other.start)
  known.set(tree, { file, found })
  return found
}

/** Every mention of a host; words that are names only where others say so, too. */
export function* allMentions(snapshot: Snapshot): Iterable<Mention> {
  for (const file of snapshot.input.files.keys()) yield* mentionsIn(snapshot, file)
}

/** All places of the host that write the name which stands at an offset, itself among them; none where none stands. */
export function references(snapshot: Snapshot, file: string, offset: number): readonly Mention[] {
  const here = mentionAt(snapshot, file, offset)
  return here ? sameAs(snapshot, here) : []
}

/** The name at an offset; of two that share a place the one that is written there. */
export function mentionAt(snapshot: Snapshot, file: string, offset: number): Mention | undefined {
  const near = mentionsIn(snapshot, file).filter(({ start, end }) => start <= offset && offset <= end)
  const best = near.find(({ fixed, end }) => fixed === undefined && offset < end) ?? near[0]
  return best && sameAs(snapshot, best).length > 0 ? best : undefined
}

/** The places that name the same thing; none for a word that nothing else makes a name. */
export function sameAs(snapshot: Snapshot, { kind, key }: Mention): readonly Mention[] {
  const same = [...allMentions(snapshot)].filter((each) => each.kind === kind && each.key === key)
  return same.some(({ isLoose }) => !isLoose) ? same : []
}
