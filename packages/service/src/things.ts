import type { BootPlan, Origin } from '@xenlint/model'
import type { Mention } from './names/mention.js'
import { allMentions } from './names/mentions.js'
import type { Snapshot } from './snapshot.js'

/** Something that a host has and that somebody may look for by its name. */
export interface Thing {
  readonly name: string
  readonly kind: 'guest' | 'bridge' | 'interface' | 'volume' | 'boot entry'
  readonly file: string
  readonly start: number
  readonly end: number
}

/** The guests, bridges, interfaces, volumes and boot entries of a host, each at the first place that names it. */
export function things(snapshot: Snapshot): readonly Thing[] {
  const found = new Map<string, Thing>()
  const bridges = bridgesOf(snapshot)
  for (const mention of allMentions(snapshot)) {
    const kind = kindOf(mention, bridges)
    const key = `${kind} ${mention.kind === 'guest' ? mention.file : ''} ${mention.key}`
    if (kind && !found.has(key)) found.set(key, thingAt(mention.name, kind, mention))
  }
  return [...found.values(), ...bootEntries(snapshot)]
}

/** True where the letters of a question stand in a name, in their order. */
export function answers(name: string, question: string): boolean {
  const letters = name.toLowerCase()
  let from = 0
  for (const letter of question.toLowerCase()) {
    const at = letters.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}

function bridgesOf(snapshot: Snapshot): ReadonlySet<string> {
  const names =
    snapshot
      .hosts()
      .at(-1)
      ?.network.bridges.map(({ name }) => name) ?? []
  return new Set(names)
}

function kindOf({ kind, defines, key }: Mention, bridges: ReadonlySet<string>): Thing['kind'] | undefined {
  if (kind === 'disk') return 'volume'
  if (!defines) return undefined
  if (kind === 'guest') return 'guest'
  if (kind === 'interface') return bridges.has(key) ? 'bridge' : 'interface'
  return undefined
}

function bootEntries(snapshot: Snapshot): Thing[] {
  const boot = snapshot.hosts().at(-1)?.boot
  const at = boot?.defaultEntry?.origin ?? firstLine(snapshot)
  if (!boot?.plan || !at) return []
  return titlesOf(boot.plan.entries).map((title) => thingAt(title, 'boot entry', at))
}

function titlesOf(entries: BootPlan['entries']): string[] {
  return entries.flatMap(({ title, entries: inner }) =>
    inner.length > 0 ? titlesOf(inner).map((each) => `${title} > ${each}`) : [title]
  )
}

function firstLine(snapshot: Snapshot): Origin | undefined {
  for (const [file, { format }] of snapshot.input.files)
    if (format === 'grub-default') return { file, start: 0, end: 0 }
  return undefined
}

function thingAt(name: string, kind: Thing['kind'], { file, start, end }: Origin): Thing {
  return { name, kind, file, start, end }
}
