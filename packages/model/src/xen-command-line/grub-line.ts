import { joinMaps, type Segment } from '@xenlint/syntax'
import type { Held } from '../shell/index.js'
import type { Text } from '../value.js'

/** The words that GRUB hands to Xen, as they stand in the defaults; or what decides them. */
export type XenLine = Text | { readonly kind: 'unknown'; readonly why: string }

/**
 * The line of the usual entry: `GRUB_CMDLINE_XEN`, a blank, `GRUB_CMDLINE_XEN_DEFAULT`, read by GRUB.
 * In rescue entries the first stands alone.
 */
export function xenLineOf(variables: ReadonlyMap<string, Held>): XenLine {
  return lineOf([variables.get('GRUB_CMDLINE_XEN'), variables.get('GRUB_CMDLINE_XEN_DEFAULT')])
}

/** The line of dom0's kernel: what replaces the usual words, where that says anything, else those. */
export function dom0LineOf(variables: ReadonlyMap<string, Held>): XenLine {
  const filled = (name: string): Held | undefined => {
    const held = variables.get(name)
    return held?.kind === 'text' && held.text === '' ? undefined : held
  }
  return lineOf([
    filled('GRUB_CMDLINE_LINUX_XEN_REPLACE') ?? variables.get('GRUB_CMDLINE_LINUX'),
    filled('GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT') ?? variables.get('GRUB_CMDLINE_LINUX_DEFAULT')
  ])
}

function lineOf(held: readonly (Held | undefined)[]): XenLine {
  const parts: Text[] = []
  for (const each of held) {
    if (each?.kind === 'unknown') return { kind: 'unknown', why: each.why }
    if (each) parts.push(each)
  }
  const [first, second] = parts
  if (!first) return nothing
  return grubArguments(second ? join(first, second) : first).words
}

const nothing: Text = {
  kind: 'text',
  text: '',
  map: [],
  spelled: 'word',
  origin: { file: '', start: 0, end: 0 }
}

function join(first: Text, second: Text): Text {
  const { file } = second.origin
  const named = second.map.map((each) =>
    each.file === undefined && file !== first.origin.file ? { ...each, file } : each
  )
  const blank = { valueStart: 0, valueEnd: 1, sourceStart: first.origin.end, sourceEnd: first.origin.end }
  const map = joinMaps(joinMaps(first.map, [blank]), named)
  return { ...first, text: `${first.text} ${second.text}`, map }
}

/** What GRUB makes of a value that stands on a line of grub.cfg: quotes go, variables of its own are empty. */
export function grubArguments(value: Text): { readonly words: Text; readonly cut?: number } {
  const map: Segment[] = []
  let text = ''
  const keep = (from: number, to: number): void => {
    for (const piece of cutMap(value, from, to)) {
      const length = piece.valueEnd - piece.valueStart
      map.push({ ...piece, valueStart: text.length, valueEnd: text.length + length })
      text += value.text.slice(piece.valueStart, piece.valueEnd)
    }
  }
  let cut: number | undefined
  for (const { index, 0: token } of value.text.matchAll(tokens)) {
    if (token === ';' || token === '\n' || token === '#') {
      cut = index
      break
    }
    if (token.startsWith('$') || token === '\\\n') continue
    if (token.startsWith("'")) keep(index + 1, index + token.length - 1)
    else if (token.startsWith('"')) keepDouble(token, index, keep)
    else if (token.startsWith('\\')) keep(index + 1, index + 2)
    else keep(index, index + token.length)
  }
  return { words: { ...value, text: text.replace(/\t/g, ' '), map }, ...(cut !== undefined && { cut }) }
}

const tokens =
  /[;\n]|(?<![^ \t])#|\\[\s\S]|\\$|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\$(?:[A-Za-z_]\w*|\d+|[?#*@]|\{[^}]*\})|[^;\n\\'"$ \t]+|[\s\S]/g

// Inside double quotes a backslash takes away the meaning of a few signs only.
function keepDouble(token: string, start: number, keep: (from: number, to: number) => void): void {
  const body = /\\["$\\]|\$(?:[A-Za-z_]\w*|\d+|\{[^}]*\})|[^\\$]+|[\s\S]/g
  for (const { index, 0: piece } of token.slice(1, -1).matchAll(body)) {
    const at = start + 1 + index
    if (/^\\["$\\]$/.test(piece)) keep(at + 1, at + 2)
    else if (!/^\$./.test(piece)) keep(at, at + piece.length)
  }
}

function* cutMap({ map }: Text, from: number, to: number): Iterable<Segment> {
  for (const segment of map) {
    const start = Math.max(segment.valueStart, from)
    const end = Math.min(segment.valueEnd, to)
    if (start >= end) continue
    const isVerbatim = segment.sourceEnd - segment.sourceStart === segment.valueEnd - segment.valueStart
    const source = isVerbatim
      ? {
          sourceStart: segment.sourceStart + start - segment.valueStart,
          sourceEnd: segment.sourceStart + end - segment.valueStart
        }
      : {}
    yield { ...segment, ...source, valueStart: start, valueEnd: end }
  }
}
