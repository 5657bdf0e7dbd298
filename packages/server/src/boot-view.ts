import type { Origin } from '@xenlint/model'
import type { Fate, Step, Timeline } from '@xenlint/service'
import type { Location } from 'vscode-languageserver'
import { type Library, toRange } from './protocol.js'

/** A host that boots, as an editor shows it. */
export interface BootView {
  readonly host: string
  readonly release: string
  readonly sentence: string
  readonly sections: readonly { readonly title: string; readonly rows: readonly BootRow[] }[]
}

export interface BootRow {
  readonly text: string
  readonly outcome: Step['outcome']
  readonly place?: Location
}

/** Who does the steps before guests start, and what they do. */
const titles: Readonly<Record<string, string>> = { GRUB: 'Boot', Xen: 'Boot', ifup: 'Network' }

export function bootView(
  host: string,
  { release, steps, guests, sentence }: Timeline,
  library: Library
): BootView {
  const sections = new Map<string, BootRow[]>()
  for (const { actor, subject, text, outcome, origin } of steps) {
    const title = titles[actor]
    if (title === undefined) continue
    const row = { text: subject === 'host' ? `${actor}: ${text}` : text, outcome, ...placed(origin, library) }
    sections.set(title, [...(sections.get(title) ?? []), row])
  }
  sections.set(
    'Guests, in their order',
    guests.map((guest) => ({ ...rowOf(guest, guests), ...placed(guest.origin, library) }))
  )
  const shown = [...sections].map(([title, rows]) => ({ title, rows }))
  return { host, release, sentence, sections: shown.filter(({ rows }) => rows.length > 0) }
}

function rowOf({ name, path, state, why, messages }: Fate, guests: readonly Fate[]): BootRow {
  const outcome = state === 'failed' ? 'failed' : state === 'unknown' ? 'unknown' : 'ok'
  const isAlone = guests.filter((each) => each.name === name).length === 1
  const shown = name === path || isAlone ? nameIn(name) : `${name} (${nameIn(path)})`
  // What only warns is no reason, and what the reason says already is not said twice.
  const told = messages
    .map((line) => line.replace(/^\S+?:(?:\d+:)? /, ''))
    .filter((line) => !/^warning: /.test(line))
  const said = told.find((line) => !why?.includes(line))
  const words = { running: 'runs', failed: 'fails', skipped: 'is passed over', unknown: 'may not run' }[state]
  const reason = why === undefined ? '' : `: ${why}`
  return { text: `${shown} ${words}${reason}${said === undefined ? '' : ` (${said})`}`, outcome }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function placed(origin: Origin | undefined, library: Library): { place?: Location } {
  const inside = origin && library.page(origin.file)
  if (!origin || !inside) return {}
  return { place: { uri: library.uri(origin.file), range: toRange(inside, origin.start, origin.end) } }
}
