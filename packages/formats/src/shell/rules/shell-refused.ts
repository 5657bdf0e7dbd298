import { type Origin, readShell, type SyntaxFault } from '@xenlint/model'
import {
  applyEdits,
  type Branch,
  isBranch,
  leaves,
  lineIndex,
  type Missing,
  pointAt,
  type Root
} from '@xenlint/syntax'
import type { Context, Finding, Fix, Related, Rule } from '@xenlint/validator'
import { type ShellFile, type ShellReader, shellFileOf } from '../outcome.js'

/** A shell stops at the first thing that it cannot read, and with dash so does the program that sources the file. */
export const shellRefused: Rule = {
  id: 'shell-refused',
  summary: 'Text that the shell refuses to read: an open quote, a stray bracket, an expansion that fails.',
  severity: 'error',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  refuses: 'first',
  status: 'stable',
  since: '0.1.0',
  check: findRefusal
}

function* findRefusal({ tree, file, format, text }: Context): Iterable<Finding> {
  const read = shellFileOf(tree, file, format)
  if (!read) return
  const { program, reader, stop } = read
  const { fault } = program
  if (stop?.kind === 'expansion') yield expansionFails(read)
  if (!fault || fault.kind === 'depth' || (stop && stop.kind !== 'syntax')) return
  const opening = lostIn(tree) ?? fault.opening
  const at = placeOf(opening ?? fault.at, text, file)
  yield {
    case: fault.kind,
    at,
    message: `${cause(fault, opening && text.slice(opening.start, opening.end))}: ${effect(reader, fault)}.`,
    related: opening ? reported(fault, text, file) : [],
    fixes: fixesOf(tree, text, fault, reader)
  }
}

function expansionFails({ stop, reader }: ShellFile): Finding {
  return {
    case: 'expansion',
    at: stop?.at as Origin,
    message: `The shell cannot expand this (\`${stop?.message}\`): ${consequence(reader)}.`
  }
}

function cause(fault: SyntaxFault, opening: string | undefined): string {
  if (fault.kind === 'quote') return `This \`${opening}\` is never closed`
  if (fault.kind === 'brace' || fault.kind === 'substitution' || fault.kind === 'arithmetic')
    return `What \`${opening}\` opens is never closed`
  if (opening) return `This \`${opening}\` is never closed`
  if (fault.kind === 'unfinished') return 'The file ends in the middle of a command'
  if (fault.kind === 'name') return 'A name is wanted here'
  return 'The shell does not expect this here'
}

// dash's words are quoted; bash has others for the same.
function effect(reader: ShellReader, fault: SyntaxFault): string {
  const words =
    reader.dialect === 'dash'
      ? `dash stops with \`Syntax error: ${fault.message}\` in line ${fault.line}, and `
      : ''
  return words + consequence(reader)
}

function consequence({ program, stopsOnFailure, dialect }: ShellReader): string {
  if (stopsOnFailure) return `\`${program}\` ends with status 2 and leaves the old grub.cfg as it is`
  if (dialect === 'dash') return `\`${program}\` ends without having done anything`
  return `\`${program}\` reads no further and goes on without what is set from here on`
}

/** The innermost construct that the tree found open: where its opening stands. */
function lostIn(tree: Root): { readonly start: number; readonly end: number } | undefined {
  const pending: Branch[] = [tree]
  for (let node = pending.pop(); node; node = pending.pop()) {
    const last = node.children.at(-1)
    const first = node.children[0]
    const lost = last?.type === 'missing' && openings.has(node.type)
    const inner = node.children.some((each) => isBranch(each) && isOpen(each))
    if (lost && !inner && first && !isBranch(first))
      return { start: first.start, end: first.start + first.value.length }
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]
      if (child && isBranch(child)) pending.push(child)
    }
  }
  return undefined
}

const openings = new Set(['double', 'single', 'expansion', 'substitution', 'arithmetic'])

function isOpen(node: Branch): boolean {
  return openings.has(node.type) && node.children.at(-1)?.type === 'missing'
}

function placeOf(
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
  file: string
): Origin {
  const from = Math.min(start, Math.max(0, text.trimEnd().length - 1))
  return { file, start: from, end: Math.max(end, from + 1) }
}

function reported(fault: SyntaxFault, text: string, file: string): Related[] {
  const line = pointAt(lineIndex(text), fault.at.start).line
  const start = Math.min(fault.at.start, text.length)
  return [
    {
      at: { file, start, end: Math.max(start, fault.at.end) },
      message: `The shell complains here, at line ${line}.`
    }
  ]
}

function fixesOf(tree: Root, text: string, fault: SyntaxFault, reader: ShellReader): Fix[] {
  const closed = closing(tree, text)
  const quoted = fault.kind === 'unexpected' ? quoting(tree, text) : undefined
  return [closed, quoted].filter((fix) => fix !== undefined).filter(({ edits }) => mends(text, edits, reader))
}

function mends(text: string, edits: Fix['edits'], reader: ShellReader): boolean {
  return readShell(applyEdits(text, edits), reader.dialect).fault === undefined
}

const closers: Readonly<Record<string, string>> = { '`"`': '"', "`'`": "'", '`}`': '}', '`)`': ')' }

function closing(tree: Root, text: string): Fix | undefined {
  const lost = [...leaves(tree)].filter((leaf): leaf is Missing => leaf.type === 'missing')
  const [first] = lost
  const closer = first && closers[first.expected]
  if (!first || !closer || lost.length > 1) return undefined
  const start = first.start - (/\s*$/.exec(text.slice(0, first.start))?.[0].length ?? 0)
  return {
    title: `Close it with \`${closer}\` at the end of the line`,
    edits: [{ start, end: start, text: closer }],
    safe: false
  }
}

// X=a(b) → X="a(b)", where nothing in it means something else inside quotes.
function quoting(tree: Root, text: string): Fix | undefined {
  const junk = [...leaves(tree)].find(({ type }) => type === 'junk')
  if (!junk) return undefined
  const end = junk.start + junk.value.trimEnd().length
  const line = text.lastIndexOf('\n', junk.start) + 1
  const found = /^([ \t]*(?:export[ \t]+)?[A-Za-z_][A-Za-z0-9_]*=)([^"'`$\\#]*)$/.exec(text.slice(line, end))
  if (!found?.[1]) return undefined
  const start = line + found[1].length
  const edits = [
    { start, end: start, text: '"' },
    { start: end, end, text: '"' }
  ]
  return { title: 'Put the value in double quotes', edits, safe: false }
}
