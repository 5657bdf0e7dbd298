import { specificationOf } from '@xenlint/catalogue'
import { embeddingsOf, type Format } from '@xenlint/formats'
import type { Setting, Text } from '@xenlint/model'
import { branches, child, type Edit, isBranch, type Leaf, leaves, toSource } from '@xenlint/syntax'
import { partsIn } from './inside.js'
import type { Snapshot } from './snapshot.js'

/** A place where a file of a host writes the name of a network interface or bridge. */
export interface Mention {
  readonly name: string
  readonly file: string
  readonly start: number
  readonly end: number
  /** True where the name is given: an `iface` line. */
  readonly defines: boolean
}

/** All places of the host that write the name which stands at an offset, itself among them; none where none stands. */
export function references(snapshot: Snapshot, file: string, offset: number): readonly Mention[] {
  const here = mentionsIn(snapshot, file).find(({ start, end }) => start <= offset && offset <= end)
  if (!here) return []
  return [...snapshot.input.files.keys()]
    .flatMap((each) => mentionsIn(snapshot, each))
    .filter(({ name }) => name === here.name)
}

/** The edits that give another name to all of them, by file; or why that cannot be. */
export function rename(
  snapshot: Snapshot,
  file: string,
  offset: number,
  name: string
): ReadonlyMap<string, readonly Edit[]> | { readonly fault: string } {
  if (!/^[^\s/:"',=*?[\]\\]{1,15}$/.test(name) || /^\.\.?$/.test(name))
    return {
      fault: `\`${name}\` is no name that Linux takes for an interface: 1 to 15 letters, digits, \`-\`, \`_\` and \`.\`.`
    }
  const edits = new Map<string, Edit[]>()
  for (const { file: where, start, end } of references(snapshot, file, offset))
    edits.set(where, [...(edits.get(where) ?? []), { start, end, text: name }])
  return edits
}

/** What a file writes of interfaces, in the order of its text. */
export function mentionsIn(snapshot: Snapshot, file: string): readonly Mention[] {
  const format = snapshot.format(file)
  if (!format) return []
  const found =
    format.id === 'interfaces'
      ? [...inStanzas(snapshot, file), ...inOptions(snapshot, file)]
      : snapshot.settings(file).flatMap((setting) => [...inDevices(setting, format, file)])
  return found.sort((one, other) => one.start - other.start)
}

/** `auto xenbr0`, `iface xenbr0 inet static`. */
function* inStanzas(snapshot: Snapshot, file: string): Iterable<Mention> {
  const tree = snapshot.tree(file)
  if (!tree) return
  for (const stanza of branches(tree, 'class'))
    for (const leaf of leaves(stanza)) if (leaf.type === 'word') yield mentionOf(leaf, file, false)
  for (const stanza of branches(tree, 'iface')) {
    const heading = child(stanza, 'heading')
    const name = heading && isBranch(heading) ? child(heading, 'word') : undefined
    if (name && !isBranch(name)) yield mentionOf(name, file, true)
  }
}

function mentionOf({ value, start }: Leaf, file: string, defines: boolean): Mention {
  return { name: value, file, start, end: start + value.length, defines }
}

/** Options whose words are interfaces, and the hooks, whose commands name them. */
const naming =
  /^(?:bridge[-_]ports|bond[-_](?:slaves|master|primary)|slaves|vlan[-_]raw[-_]device|(?:pre-|post-)?(?:up|down))$/

function* inOptions(snapshot: Snapshot, file: string): Iterable<Mention> {
  for (const { name, value } of snapshot.settings(file)) {
    if (value.kind !== 'text' || !naming.test(name)) continue
    for (const { index, 0: word } of value.text.matchAll(/[^\s;|&"'`$(){}<>=]+/g))
      yield* written(value, index, index + word.length, file)
  }
}

/** `bridge=xenbr0` of a device string, `vif.default.bridge` of xl.conf. */
function* inDevices(setting: Setting, format: Format, file: string): Iterable<Mention> {
  if (setting.name === 'vif.default.bridge' && setting.value.kind === 'text')
    yield* written(setting.value, 0, setting.value.text.length, file)
  const language = specificationOf(setting.name)
  if (!language?.parameters?.some(({ name }) => name === 'bridge')) return
  for (const { grammar, text } of embeddingsOf(format, setting))
    for (const { name, valueStart, end } of partsIn(grammar, text.text, language))
      if (name === 'bridge' && valueStart !== undefined) yield* written(text, valueStart, end, file)
}

function* written({ text, map }: Text, start: number, end: number, file: string): Iterable<Mention> {
  const place = end > start ? toSource(map, start, end) : undefined
  // What an expansion or another file writes cannot be changed here.
  if (!place || place.file !== undefined || place.end - place.start !== end - start) return
  yield { name: text.slice(start, end), file, start: place.start, end: place.end, defines: false }
}
