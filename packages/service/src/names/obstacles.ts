import { globExpression, type Host, linesOf, wordsOf } from '@xenlint/model'
import type { Snapshot } from '../snapshot.js'

/** Who else names an interface, in files that are not changed from here or without writing it. */
export function unseen(snapshot: Snapshot, name: string): string | undefined {
  const host = snapshot.hosts().at(-1)
  if (!host) return undefined
  const elsewhere = [...host.network.bridges, ...host.network.interfaces].find(
    (each) => each.name === name && each.origin && !snapshot.format(each.origin.file)
  )
  if (elsewhere?.origin)
    return `\`${name}\` is named in \`${elsewhere.origin.file}\`, which is none of the files that can be changed from here.`
  const silent = joinsSilently(host, name)
  return silent === undefined
    ? undefined
    : `The guest in \`${silent}\` joins \`${name}\` without naming it, as that is xl's default; name it there first.`
}

/** Who has a new name already, though no place writes it. */
export function claimed(snapshot: Snapshot, before: string, name: string): string | undefined {
  const host = snapshot.hosts().at(-1)
  if (!host) return undefined
  const { bridges, interfaces } = host.network
  const known = [...bridges, ...interfaces].find((each) => each.name === name)
  // The NICs of a machine are given by facts: to write another of them is what one wants after a change of hardware.
  if (known && (known.origin || bridges.some((each) => each.name === before)))
    return `\`${name}\` is taken: the host has an interface of that name${known.origin ? `, in \`${known.origin.file}\`` : ''}.`
  const silent = joinsSilently(host, name)
  return silent === undefined
    ? undefined
    : `\`${name}\` is taken: the guest in \`${silent}\` joins it without naming it, as that is xl's default.`
}

/** The file of a guest that joins a bridge by xl's own default. */
function joinsSilently({ resources }: Host, bridge: string): string | undefined {
  const claim = (resources.all('bridge').get(bridge) ?? []).find(({ guest, index }) => {
    const told = guest.nics[index]?.bridge
    return told?.isDefault === true && told.origin.file === guest.file
  })
  return claim?.guest.file
}

/** The pattern that takes one of two names and leaves the other. */
export function patternAgainst(snapshot: Snapshot, before: string, after: string): string | undefined {
  for (const [file, { format }] of snapshot.input.files) {
    if (format !== 'interfaces') continue
    for (const { written, takes } of patternsIn(snapshot, file))
      if (takes(before) !== takes(after))
        return `\`${written}\` in \`${file}\` takes \`${takes(before) ? before : after}\` and not \`${takes(before) ? after : before}\`; change the pattern first.`
  }
  return undefined
}

interface Pattern {
  readonly written: string
  takes(name: string): boolean
}

/** `auto /eth*`, `mapping eth*`, `bridge_ports regex eth.*`. */
function* patternsIn(snapshot: Snapshot, file: string): Iterable<Pattern> {
  const tree = snapshot.tree(file)
  if (!tree) return
  for (const line of linesOf(tree)) {
    if (line.branch.type === 'option') continue
    for (const { text } of wordsOf(line).slice(1)) {
      if (!text.startsWith('/') && !/[*?[\]]/.test(text)) continue
      const glob = globExpression(text.replace(/^\/[^/]*\/|^\//, '').replace(/\/\d+$|=.*$/, ''))
      yield { written: text, takes: (name) => glob.test(name) }
    }
  }
  for (const { name, value } of snapshot.settings(file)) {
    if (!/^bridge[-_]ports$/.test(name) || value.kind !== 'text') continue
    const [, expression] = /(?:^|\s)regex\s+(\S+)/.exec(value.text) ?? []
    const regex = expression === undefined ? undefined : compiled(expression)
    if (regex) yield { written: value.text, takes: (each) => regex.test(each) }
  }
}

function compiled(expression: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${expression})$`)
  } catch {
    return undefined
  }
}
