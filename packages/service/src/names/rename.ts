import { option } from '@xenlint/catalogue'
import { devicePath } from '@xenlint/model'
import { type Edit, editorLineIndex, pointAt } from '@xenlint/syntax'
import type { Snapshot } from '../snapshot.js'
import { macOf } from './interface-names.js'
import type { Mention, NameKind } from './mention.js'
import { allMentions, mentionAt, sameAs } from './mentions.js'
import { claimed, patternAgainst, unseen } from './obstacles.js'

/** Why a name stays, or why it cannot be another one: a sentence. */
export interface Unrenamed {
  readonly fault: string
}

/** The name at an offset, as far as another one can be written for it; nothing where no name stands. */
export function renamable(snapshot: Snapshot, file: string, offset: number): Mention | Unrenamed | undefined {
  const here = mentionAt(snapshot, file, offset)
  if (!here) return undefined
  const fault = bound(snapshot, here)
  return fault === undefined ? here : { fault }
}

/**
 * The edits that give another name to all that name one thing, by file: they replace its letters and nothing else.
 * Either every place is written anew, or none.
 */
export function rename(
  snapshot: Snapshot,
  file: string,
  offset: number,
  name: string
): ReadonlyMap<string, readonly Edit[]> | Unrenamed {
  const here = mentionAt(snapshot, file, offset)
  if (!here) return new Map()
  if (name === here.name) return new Map()
  const fault = unfit(here.kind, name) ?? bound(snapshot, here) ?? taken(snapshot, here, name)
  if (fault !== undefined) return { fault }
  const edits = new Map<string, Edit[]>()
  for (const { file: where, start, end } of sameAs(snapshot, here))
    edits.set(where, [...(edits.get(where) ?? []), { start, end, text: name }])
  for (const { file: where, start } of derived(snapshot, here))
    edits.set(where, [...(edits.get(where) ?? []), { start, end: start + here.name.length, text: name }])
  return edits
}

/** What keeps a name as it is, whatever the new one. */
function bound(snapshot: Snapshot, here: Mention): string | undefined {
  const { kind, name } = here
  if (kind === 'interface' && /[.:]/.test(name))
    return `\`${name}\` says by its name what it stands on: \`${name.replace(/[.:].*$/, '')}\` can be renamed, and it follows.`
  const format = snapshot.format(here.file)
  if (kind === 'variable' && format && option(format.table, name))
    return `\`${name}\` is read under this name; under another one nothing would read it.`
  for (const each of [...sameAs(snapshot, here), ...derived(snapshot, here)]) {
    if (each.fixed !== undefined)
      return `\`${name}\` stands in ${place(snapshot, each)}, where it ${each.fixed}; change that by hand first.`
    if (!spelledFreely.has(kind) && !isDerived(each.name, name) && each.name !== name)
      return `${place(snapshot, each)} spells \`${name}\` as \`${each.name}\`; spell both alike first.`
  }
  return kind === 'interface' ? unseen(snapshot, name) : undefined
}

/** What readers compare by more than its letters: `AA:` is `aa:`, `/dev/mapper/vg-lv` is `/dev/vg/lv`. */
const spelledFreely: ReadonlySet<NameKind> = new Set(['mac', 'disk'])

/** `eth0.100` and `eth0:1`, which stand on `eth0` by their names. */
function derived(snapshot: Snapshot, { kind, name }: Mention): Mention[] {
  if (kind !== 'interface') return []
  const found = [...allMentions(snapshot)].filter((each) => each.kind === kind && isDerived(each.name, name))
  const firm = new Set(found.filter(({ isLoose }) => !isLoose).map(({ key }) => key))
  return found.filter(({ key }) => firm.has(key))
}

function isDerived(name: string, base: string): boolean {
  return name.length > base.length + 1 && name.startsWith(base) && /^[.:]/.test(name.slice(base.length))
}

const kernelNames = /^(?:\.\.?|all|default|none|regex|noregex|lo|inherits)$/

/** Why a text is no name of its kind. */
function unfit(kind: NameKind, name: string): string | undefined {
  switch (kind) {
    case 'interface':
      if (!/^[A-Za-z0-9_][\w-]{0,14}$/.test(name))
        return `\`${name}\` is no name for an interface here: 1 to 15 letters, digits, \`-\` and \`_\`; a dot makes a VLAN of it.`
      if (kernelNames.test(name) || /^vlan\d+$/.test(name))
        return `\`${name}\` means something of its own to Linux or ifupdown, so no interface can be renamed to it.`
      return undefined
    case 'guest':
      if (/^\d+$/.test(name)) return `\`${name}\` is a number, which xl takes for the number of a domain.`
      if (name === 'Domain-0') return '`Domain-0` is the name of dom0.'
      if (!/^[A-Za-z0-9_][\w.+-]*$/.test(name))
        return `\`${name}\` is no name for a guest that every tool takes: letters, digits, \`-\`, \`_\`, \`+\` and \`.\`.`
      return undefined
    case 'mac': {
      const first = Number.parseInt(name.slice(0, 2), 16)
      if (!/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(name))
        return `\`${name}\` is no MAC address: six pairs of hexadecimal digits with \`:\` between them.`
      if (first % 2 === 1 || /^[0:]*$/.test(name))
        return `\`${name}\` is no address that one interface can have.`
      return undefined
    }
    case 'disk':
      if (!/^(?:\/[\w.@%+~-]+)+$/.test(name))
        return `\`${name}\` is no path that can stand in the string of a disk: it begins with \`/\` and has no blanks, commas, colons or quotes.`
      return undefined
    case 'variable':
      return /^[A-Za-z_]\w*$/.test(name)
        ? undefined
        : `\`${name}\` is no name of a variable: letters, digits and \`_\`, no digit first.`
  }
}

/** Why a name that would do is not free. */
function taken(snapshot: Snapshot, here: Mention, name: string): string | undefined {
  const { kind } = here
  const key = keyOf(here, name)
  const format = snapshot.format(here.file)
  if (kind === 'variable' && format && option(format.table, name))
    return `\`${name}\` is a variable that is read for what it says.`
  if (
    kind === 'variable' &&
    /^(?:PATH|HOME|IFS|PS[124]|PWD|OLDPWD|SHELL|USER|LANG|LC_\w+|TERM|_|OPTIND|OPTARG)$/.test(name)
  )
    return `\`${name}\` is a variable of the shell.`
  const other = [...allMentions(snapshot)].find(
    (each) => each.kind === kind && (each.key === key || (kind === 'interface' && isDerived(each.name, name)))
  )
  if (other && key !== here.key) return `\`${name}\` is taken: ${place(snapshot, other)} names it.`
  if (kind !== 'interface') return undefined
  const long = derived(snapshot, here).find(
    (each) => each.name.length - here.name.length + name.length > longest
  )
  if (long)
    return `\`${long.name}\` would become \`${name}${long.name.slice(here.name.length)}\`, which is longer than the ${longest} letters that Linux takes.`
  return claimed(snapshot, here.name, name) ?? patternAgainst(snapshot, here.name, name)
}

/** Letters in the name of an interface. */
const longest = 15

function keyOf(here: Mention, name: string): string {
  switch (here.kind) {
    case 'interface':
    case 'guest':
      return name
    case 'mac':
      return macOf(name) ?? name
    case 'disk':
      return devicePath(name)
    case 'variable':
      return here.key.slice(0, -here.name.length) + name
  }
}

function place(snapshot: Snapshot, { file, start }: Mention): string {
  const { line } = pointAt(editorLineIndex(snapshot.input.files.get(file)?.text ?? ''), start)
  return `\`${file}\`, line ${line}`
}
