import { shellFileOf } from '@xenlint/formats'
import {
  type Assignment,
  type Command,
  readShell,
  type ShellDialect,
  type SimpleCommand
} from '@xenlint/model'
import type { ReadText } from './interface-names.js'
import type { Mention } from './mention.js'

type Word = SimpleCommand['words'][number]
type Part = Word['parts'][number]
type Redirect = SimpleCommand['redirects'][number]

/** A variable where the shell sets or reads it. */
interface Use {
  readonly name: string
  readonly start: number
  readonly sets: boolean
}

/** The assignments and uses of variables in a file that a shell reads; files of one format share their variables. */
export function* variableMentions({ file, text, tree }: ReadText, format: string): Iterable<Mention> {
  const read = shellFileOf(tree, file, format)
  if (!read) return
  const known = new Set<number>()
  const mention = (name: string, start: number, defines: boolean, isOpen = false): Mention => {
    const end = start + name.length
    const isPlain = text.slice(start, end) === name && !isOpen
    known.add(start)
    return {
      kind: 'variable',
      name,
      key: `${format} ${name}`,
      file,
      start,
      end: Math.min(end, text.length),
      defines,
      ...(!isPlain && { fixed: isOpen ? openWords : 'is not written letter by letter' })
    }
  }
  for (const { name, start, sets } of usesIn(read.program.lines, text, read.reader.dialect, 0))
    if (!known.has(start)) yield mention(name, start, sets)
  // In here-documents, in what `eval` is given and behind a fault the shell may read variables too.
  for (const { index, 0: all, 1: name = '' } of text.matchAll(/\$[{#!]*([A-Za-z_]\w*)/g)) {
    const start = index + all.length - name.length
    if (!known.has(start) && !inComment(text, index))
      yield { ...mention(name, start, false, true), isLoose: true }
  }
}

const openWords = 'is read as part of a document, or by a command such as `eval`'

function inComment(text: string, at: number): boolean {
  return /^[ \t]*#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
}

function* usesIn(
  commands: readonly Command[],
  text: string,
  dialect: ShellDialect,
  shift: number
): Iterable<Use> {
  for (const command of commands) yield* usesOf(command, text, dialect, shift)
}

function* usesOf(command: Command, text: string, dialect: ShellDialect, shift: number): Iterable<Use> {
  const inside = (some: readonly Command[]): Iterable<Use> => usesIn(some, text, dialect, shift)
  switch (command.kind) {
    case 'simple':
      for (const assignment of command.assignments) yield* inAssignment(assignment, text, dialect, shift)
      for (const word of command.words) yield* inParts(word.parts, text, dialect, shift)
      yield* inWords(redirected(command.redirects), text, dialect, shift)
      yield* namedByWords(command.words, shift)
      return
    case 'pipeline':
      return yield* inside(command.commands)
    case 'and':
    case 'or':
      return yield* inside([command.first, command.second])
    case 'if':
      for (const { condition, body } of command.branches) yield* inside([...condition, ...body])
      yield* inside(command.otherwise)
      return yield* inWords(redirected(command.redirects), text, dialect, shift)
    case 'group':
    case 'subshell':
      yield* inside(command.body)
      return yield* inWords(redirected(command.redirects), text, dialect, shift)
    case 'for':
    case 'while':
    case 'until':
      yield* setByLoop(command, text, shift)
      yield* inWords([...(command.items ?? []), ...redirected(command.redirects)], text, dialect, shift)
      return yield* inside([...command.condition, ...command.body])
    case 'case':
      yield* inWords([command.word, ...redirected(command.redirects)], text, dialect, shift)
      for (const { patterns, body } of command.branches) {
        yield* inWords(patterns, text, dialect, shift)
        yield* inside(body)
      }
      return
    case 'function':
      return yield* inside([command.body])
  }
}

function redirected(redirects: readonly Redirect[]): Word[] {
  return redirects.flatMap(({ target, document }) => (document ? [document] : [target]))
}

function* inWords(words: readonly Word[], text: string, dialect: ShellDialect, shift: number): Iterable<Use> {
  for (const { parts } of words) yield* inParts(parts, text, dialect, shift)
}

function* inAssignment(
  { name, start, value }: Assignment,
  text: string,
  dialect: ShellDialect,
  shift: number
): Iterable<Use> {
  yield { name, start: start + shift, sets: true }
  if (value) yield* inParts(value.parts, text, dialect, shift)
}

function* inParts(parts: readonly Part[], text: string, dialect: ShellDialect, shift: number): Iterable<Use> {
  for (const part of parts) {
    const start = part.start + shift
    switch (part.kind) {
      case 'literal':
        break
      case 'variable': {
        const before = /^\$\{?#?/.exec(text.slice(start, start + 3))?.[0].length ?? 1
        if (/^[A-Za-z_]/.test(part.name))
          yield { name: part.name, start: start + before, sets: part.operator === '=' }
        yield* inParts(part.parts, text, dialect, shift)
        break
      }
      case 'command':
        // Backquotes drop backslashes inside; only what stands there as it is read has its places.
        if (text.startsWith(part.source, start + 2) && text.startsWith('$(', start))
          yield* usesIn(readShell(part.source, dialect).lines, text, dialect, start + 2)
        break
      case 'arithmetic':
        for (const each of part.parts)
          if (each.kind === 'literal') yield* inArithmetic(each.text, each.start + shift)
        yield* inParts(part.parts, text, dialect, shift)
    }
  }
}

function* inArithmetic(text: string, start: number): Iterable<Use> {
  for (const { index, 0: name } of text.matchAll(/(?<!\w)[A-Za-z_]\w*/g))
    yield { name, start: start + index, sets: false }
}

/** Commands whose words are names of variables. */
const naming = new Set(['export', 'readonly', 'unset', 'read', 'local', 'declare', 'typeset'])

function* namedByWords([command, ...words]: readonly Word[], shift: number): Iterable<Use> {
  const [first] = command?.parts ?? []
  if (first?.kind !== 'literal' || !naming.has(first.text)) return
  for (const { parts } of words) {
    const [part] = parts
    const name = part?.kind === 'literal' ? /^[A-Za-z_]\w*/.exec(part.text)?.[0] : undefined
    if (part && name !== undefined)
      yield { name, start: part.start + shift, sets: part.kind === 'literal' && part.text.includes('=') }
  }
}

/** `for kernel in …`. */
function* setByLoop(
  { start, name }: { readonly start: number; readonly name?: string },
  text: string,
  shift: number
): Iterable<Use> {
  const before = /^for[ \t]+/.exec(text.slice(start + shift))?.[0].length
  if (name !== undefined && before !== undefined) yield { name, start: start + shift + before, sets: true }
}
