import { takesFirst } from '@xenlint/catalogue'
import type { Origin, Setting, Value } from '@xenlint/model'
import { isBranch, pathTo, type Root } from '@xenlint/syntax'
import type { Context, Finding, Fix, Related, Rule } from '../rule.js'
import { withoutStatement } from '../statement.js'

/** Of two settings of one option one counts, and no reader says that it dropped the other. */
export const optionRepeated: Rule = {
  id: 'option-repeated',
  summary: 'An option that is set again elsewhere, so that one of the two has no effect.',
  severity: 'warning',
  formats: ['default-xen', 'grub-default', 'xend-config', 'xendomains', 'xl-cfg', 'xl-conf'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeatedOptions
}

/** Formats that a shell runs line by line, so that an earlier value may be used before it is lost. */
const shells: readonly string[] = ['default-xen', 'grub-default', 'xendomains']

function* findRepeatedOptions({ format, settings, text, tree, option }: Context): Iterable<Finding> {
  const first = takesFirst(format)
  const isShell = shells.includes(format)
  for (const [name, all] of byName(settings)) {
    if (!option(name)) continue
    for (const { lost, winner } of first ? behindFirst(all) : beforeLast(all)) {
      if (isShell && (isUsed(text, lost, winner) || !opensLine(text, winner) || hangs(tree, winner))) continue
      const identical = lost.operation === winner.operation && isEqual(lost.value, winner.value)
      yield {
        case: identical ? 'identical' : 'lost',
        ...(identical ? { severity: 'hint' as const } : {}),
        at: lost.nameOrigin,
        message: message(name, identical, first),
        related: [counting(winner.nameOrigin, name)],
        fixes: isShell && (!isAlone(text, lost) || hangs(tree, lost)) ? [] : [deletion(text, lost)]
      }
    }
  }
}

function deletion(text: string, { origin }: Setting): Fix {
  return {
    title: 'Delete the setting that has no effect',
    edits: [withoutStatement(text, origin)],
    safe: true
  }
}

/** `GRUB_X="$GRUB_X more"`, `GRUB_X+=" more"` and the like, up to where the name is set again. */
function isUsed(text: string, { name, origin }: Setting, winner: Setting): boolean {
  const between = text.slice(origin.end, winner.origin.end)
  return new RegExp(`\\$\\{?#?${name}(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])${name}\\+=`).test(between)
}

// What stands further in belongs to an `if` or the like: a default above, another value for a case.
function opensLine(text: string, { origin }: Setting): boolean {
  return (
    origin.start === 0 ||
    /(?:\n|^)(?:export[ \t]+)?$/.test(text.slice(Math.max(0, origin.start - 20), origin.start))
  )
}

/** True of what runs only where a command lets it, in a block or behind `||`; a block may also not be left empty. */
function hangs(tree: Root, { origin }: Setting): boolean {
  const [, statement] = pathTo(tree, origin.start)
  if (!statement || (isBranch(statement) && !['setting', 'command'].includes(statement.type))) return true
  const before = tree.children.slice(0, tree.children.indexOf(statement))
  const last = before.findLast(({ type }) => !['space', 'newline', 'comment'].includes(type))
  return last !== undefined && !isBranch(last) && /^(?:&&|\|\|?)$/.test(last.value)
}

function isAlone(text: string, { origin, value }: Setting): boolean {
  const isFirst = origin.start === 0 || text[origin.start - 1] === '\n'
  return isFirst && value.kind !== 'unknown' && /^[ \t]*(?:\n|$)/.test(text.slice(origin.end))
}

function message(name: string, identical: boolean, first: boolean): string {
  if (identical) return `\`${name}\` is set to the same value ${first ? 'above' : 'again below'}.`
  return first
    ? `\`${name}\` is set above already, and only the first counts.`
    : `\`${name}\` is set again below, and only the last counts.`
}

function counting(at: Origin, name: string): Related {
  return { at, message: `This setting of \`${name}\` counts.` }
}

function byName(settings: readonly Setting[]): Map<string, Setting[]> {
  const grouped = new Map<string, Setting[]>()
  for (const setting of settings) {
    const known = grouped.get(setting.name)
    if (known) known.push(setting)
    else grouped.set(setting.name, [setting])
  }
  return grouped
}

interface Loss {
  readonly lost: Setting
  readonly winner: Setting
}

/** A later `=` discards all before it; what `+=` adds behind it stays. */
function* beforeLast(all: readonly Setting[]): Iterable<Loss> {
  const last = all.findLastIndex(({ operation }) => operation === 'set')
  const winner = all[last]
  if (!winner) return
  for (const lost of all.slice(0, last)) yield { lost, winner }
}

function* behindFirst(all: readonly Setting[]): Iterable<Loss> {
  const [winner, ...rest] = all
  if (!winner) return
  for (const lost of rest) if (lost.operation === 'set') yield { lost, winner }
}

/** Two values that any reader takes alike, however they are spelled. */
function isEqual(one: Value, other: Value): boolean {
  const pending: [Value, Value | undefined][] = [[one, other]]
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [left, right] = pair
    if (left.kind === 'text' && right?.kind === 'text' && left.text === right.text) continue
    if (left.kind !== 'list' || right?.kind !== 'list' || left.items.length !== right.items.length)
      return false
    for (const [index, item] of left.items.entries()) pending.push([item, right.items[index]])
  }
  return true
}
