import { interfaceMethods } from '@xenlint/catalogue'
import type { Origin } from '@xenlint/model'
import { interfacesOf } from './host-name.js'
import { allMentions } from './names/mentions.js'
import { type Completion, type Gap, offer } from './offers.js'
import type { Snapshot } from './snapshot.js'

/** What a line of `/etc/network/interfaces` that is no option begins with. */
const keywords: readonly (readonly [word: string, says: string])[] = [
  ['auto', 'comes up with the host'],
  ['iface', 'how an interface is set up'],
  ['allow-hotplug', 'comes up when its card is found'],
  ['source', 'reads other files here'],
  ['source-directory', 'reads all files of a folder here'],
  ['mapping', 'a script chooses the stanza'],
  ['no-auto-down', 'stays up with `ifdown -a`'],
  ['no-scripts', 'runs without the hooks of packages'],
  ['rename', 'gives a card another name']
]

/** The families that a host of today has, before all others. */
const usual = ['inet', 'inet6', 'static', 'dhcp', 'manual', 'loopback', 'auto']

/** What may stand in a line that opens a stanza or names interfaces; none where the line is another. */
export function headingOffers(
  snapshot: Snapshot,
  file: string,
  offset: number
): readonly Completion[] | undefined {
  const text = snapshot.input.files.get(file)?.text ?? ''
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const begun = /\S*$/.exec(line)?.[0] ?? ''
  const rest = /^\S*/.exec(text.slice(offset))?.[0] ?? ''
  const gap = { start: offset - begun.length, end: offset + rest.length, quotes: '' }
  const here = { file, start: gap.start, end: gap.end }
  const words = line
    .slice(0, line.length - begun.length)
    .trim()
    .split(/[ \t]+/)
  if (/^[\w-]*$/.test(line))
    return keywordOffers(gap, /^[ \t]*\S/.test(text.slice(gap.end).split(/[\r\n]/, 1)[0] ?? ''))
  const [first = '', name, family] = words
  if (/^(?:auto|allow-\S+|no-auto-down|no-scripts)$/.test(first))
    return nameOffers(
      interfacesOf(snapshot, here).filter((each) => !words.includes(each)),
      gap
    )
  if (first !== 'iface') return undefined
  if (name === undefined) return nameOffers(unmadeOf(snapshot, here), gap)
  if (words.length > 3) return []
  const methods = interfaceMethods().filter((each) => family === undefined || each.family === family)
  const offered = new Set(methods.map((each) => (family === undefined ? each.family : each.method)))
  return [
    ...usual.filter((each) => offered.has(each)),
    ...[...offered].filter((each) => !usual.includes(each))
  ].map((word) => offer(word, '', gap))
}

// A keyword that has its words already is only changed for another.
function keywordOffers(gap: Gap, bare: boolean): Completion[] {
  return keywords.map(([word, says]) => {
    const made = offer(word, says, gap)
    if (bare) return made
    const namesFollow = /^(?:auto|iface|allow-hotplug|no-)/.test(word)
    return { ...made, before: `${word} `, ...(namesFollow ? { leadsOn: true as const } : {}) }
  })
}

function nameOffers(names: readonly string[], gap: Gap): Completion[] {
  return names.map((name) => offer(name, 'an interface of this host', gap, 'name'))
}

/** The interfaces that no stanza sets up. */
function unmadeOf(snapshot: Snapshot, here: Origin): readonly string[] {
  const made = new Set<string>()
  for (const { kind, name, file, start, defines } of allMentions(snapshot))
    if (kind === 'interface' && defines && !(file === here.file && start === here.start)) made.add(name)
  return interfacesOf(snapshot, here).filter((name) => !made.has(name))
}
