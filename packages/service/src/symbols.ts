import { option } from '@xenlint/catalogue'
import type { Section, Setting } from '@xenlint/model'
import type { Snapshot } from './snapshot.js'

/** A line of the outline of a file. */
export interface Outline {
  readonly name: string
  /** Its value, shortened; a secret has none. */
  readonly detail: string
  readonly kind: 'setting' | 'list' | 'stanza'
  /** All of it, and the part that names it. */
  readonly start: number
  readonly end: number
  readonly nameStart: number
  readonly nameEnd: number
  readonly children: readonly Outline[]
}

/** What a file sets, in its order; settings of a stanza below it. */
export function symbols(snapshot: Snapshot, file: string): readonly Outline[] {
  const table = snapshot.format(file)?.table ?? ''
  const text = snapshot.input.files.get(file)?.text ?? ''
  const lines: Outline[] = []
  const stanzas = new Map<Section, Outline[]>()
  for (const setting of snapshot.settings(file)) {
    if (setting.origin.file !== file) continue
    const line = lineOf(setting, table, text)
    const { section } = setting
    const known = section && stanzas.get(section)
    if (known) known.push(line)
    else if (section) {
      const children = [line]
      stanzas.set(section, children)
      lines.push(stanzaOf(section, children))
    } else lines.push(line)
  }
  return lines.map((line) => ({ ...line, end: Math.max(line.end, line.children.at(-1)?.end ?? 0) }))
}

function lineOf({ name, nameOrigin, origin, value }: Setting, table: string, text: string): Outline {
  const written = text.slice(value.origin.start, value.origin.end).replace(/\s+/g, ' ').trim()
  const detail = option(table, name)?.secret ? '' : written
  return {
    name,
    detail: detail.length > 60 ? `${detail.slice(0, 59)}…` : detail,
    kind: value.kind === 'list' ? 'list' : 'setting',
    start: Math.min(origin.start, nameOrigin.start),
    end: Math.max(origin.end, nameOrigin.end),
    nameStart: nameOrigin.start,
    nameEnd: nameOrigin.end,
    children: []
  }
}

function stanzaOf({ kind, words, origin }: Section, children: readonly Outline[]): Outline {
  const [first, ...rest] = words.map(({ text }) => text)
  return {
    name: `${kind} ${first ?? ''}`.trim(),
    detail: rest.join(' '),
    kind: 'stanza',
    start: origin.start,
    end: origin.end,
    nameStart: origin.start,
    nameEnd: origin.end,
    children
  }
}
