import { option } from '@xenlint/catalogue'
import { linesOf, type Origin, originIn, type Section, type Setting, wordsOf } from '@xenlint/model'
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
    } else lines.push(table === 'interfaces' ? withWords(line) : line)
  }
  if (table === 'interfaces') for (const line of bareStanzas(snapshot, file, lines)) lines.push(line)
  lines.sort((one, other) => one.start - other.start)
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

/** `auto eth0` is told from `auto xenbr0` where only names are shown. */
function withWords(line: Outline): Outline {
  return { ...line, name: `${line.name} ${line.detail}`.trim(), detail: '' }
}

/** Stanzas without a single option. */
function* bareStanzas(snapshot: Snapshot, file: string, known: readonly Outline[]): Generator<Outline> {
  const tree = snapshot.tree(file)
  const starts = new Set(known.map(({ start }) => start))
  if (!tree) return
  for (const line of linesOf(tree)) {
    const origin = originIn(line, { text: line.text, start: 0 }, file)
    const [kind, ...words] = wordsOf(line)
    if (line.branch.type !== 'heading' || !kind || starts.has(origin.start)) continue
    yield stanzaOf({ kind: kind.text, words, origin }, [])
  }
}

function stanzaOf(
  {
    kind,
    words,
    origin
  }: { readonly kind: string; readonly words: readonly { readonly text: string }[]; readonly origin: Origin },
  children: readonly Outline[]
): Outline {
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
