import { assignedValue } from './assignment.js'
import { fieldsOf } from './fields.js'
import type { Assignment, SimpleCommand, Word } from './program.js'
import { assignmentOf } from './reader.js'
import { doubtful, give, type Run, speak, stopOf, store } from './state.js'
import { testStatus } from './trial.js'

/** What a command of the shell itself does to a run: its exit status, or nothing where that is open. */
export type Builtin = (
  run: Run,
  command: SimpleCommand,
  fields: readonly (string | undefined)[]
) => number | undefined

/** Builtins whose assignments in front stay in dash, as POSIX has it. */
export const special: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' ')
)

/** The builtins that a file of settings may use; where one can do anything, what follows is unknown. */
export const builtins: Readonly<Record<string, Builtin>> = {
  ':': () => 0,
  true: () => 0,
  false: () => 1,
  '[': bracket,
  '[[': () => undefined,
  test: (run, _command, fields) => test(run, fields.slice(1)),
  echo: print,
  printf: printFormatted,
  export: declare,
  readonly: (run, command) => {
    const status = declare(run, command)
    for (const name of namesOf(run, command.words)) run.constants.add(name)
    return status
  },
  local: declare,
  declare,
  typeset: declare,
  unset,
  exit: leave,
  return: goBack,
  set: setOptions,
  '.': readFile,
  source: readFile,
  eval: openEnded,
  read: openEnded,
  getopts: openEnded,
  exec: openEnded,
  cd: () => undefined,
  umask: () => undefined,
  trap: () => 0,
  wait: () => undefined,
  shift: () => undefined,
  break: () => 0,
  continue: () => 0,
  command: () => undefined,
  type: () => undefined,
  alias: () => 0,
  unalias: () => undefined,
  kill: () => undefined,
  ulimit: () => undefined,
  times: () => 0,
  hash: () => undefined,
  jobs: () => 0
}

function bracket(
  run: Run,
  _command: SimpleCommand,
  fields: readonly (string | undefined)[]
): number | undefined {
  const last = fields.at(-1)
  if (last === undefined) return undefined
  return last === ']' && fields.length > 1 ? test(run, fields.slice(1, -1)) : 2
}

function test(run: Run, words: readonly (string | undefined)[]): number | undefined {
  const known = words.filter((word) => word !== undefined)
  if (known.length < words.length) return undefined
  const [operator = '', path = '', more] = known
  const there = more === undefined && filed.has(operator) ? run.scene.has?.(path) : undefined
  if (there !== undefined) return there ? 0 : 1
  return testStatus(known, run.scene.dialect)
}

const filed = new Set(['-e', '-f', '-r'])

function print(
  run: Run,
  command: SimpleCommand,
  [, ...words]: readonly (string | undefined)[]
): number | undefined {
  const known = words.filter((word) => word !== undefined)
  if (known.length < words.length) {
    run.unclear = true
    return undefined
  }
  const ends = known[0] !== '-n'
  speak(run, command, `${(ends ? known : known.slice(1)).join(' ')}${ends ? '\n' : ''}`)
  return 0
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' }

// Formats with anything but `%s` are left open.
function printFormatted(
  run: Run,
  command: SimpleCommand,
  [, format, ...words]: readonly (string | undefined)[]
): number | undefined {
  if (format === undefined || words.includes(undefined) || /%[^s%]|\\[^nt\\]|^-/.test(format)) {
    run.unclear = true
    return undefined
  }
  const rest = [...words]
  const round = (): string =>
    format.replace(/%s|%%|\\[nt\\]/g, (found) => {
      if (found === '%s') return rest.shift() ?? ''
      return found === '%%' ? '%' : (escapes[found.slice(1)] ?? '')
    })
  let text = round()
  while (rest.length > 0 && format.includes('%s')) text += round()
  speak(run, command, text)
  return 0
}

// All words are expanded before the first of them is assigned.
function declare(run: Run, command: SimpleCommand): number | undefined {
  const [builtin, ...words] = command.words
  const called = builtin ? run.text.slice(builtin.start, builtin.end) : ''
  const made = words.flatMap((word) => declared(run, word))
  for (const each of made) {
    if (typeof each === 'object') {
      if (each.value.kind === 'fault') return give(run, command, each.value.message)
      if (!store(run, command, each.assignment, each.value)) return undefined
    } else if (!each.startsWith('-') && !goodName.test(each)) {
      const wrong = each.split('=', 1).join()
      return give(run, command, `${called}: ${wrong}: bad variable name`)
    }
  }
  return 0
}

interface Declared {
  readonly assignment: Assignment
  readonly value: ReturnType<typeof assignedValue>
}

// What the shell sees as an assignment is not split; other words may turn out to be one all the same.
function declared(run: Run, word: Word): (Declared | string)[] {
  const assignment = assignmentOf(word)
  if (assignment) return [{ assignment, value: assignedValue(run, assignment) }]
  const { start, end } = word
  return fieldsOf(run, [word]).fields.flatMap((field): (Declared | string)[] => {
    if (field === undefined) return []
    const [, name, text] = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(field) ?? []
    if (name === undefined || text === undefined) return [field]
    const origin = { file: run.scene.file, start, end }
    const segment = { valueStart: 0, valueEnd: text.length, sourceStart: start, sourceEnd: end }
    const map = text === '' ? [] : [segment]
    const value = { kind: 'text', text, map, spelled: 'quoted', origin } as const
    return [{ assignment: { name, nameEnd: end, append: false, start, end }, value }]
  })
}

const goodName = /^[A-Za-z_][A-Za-z0-9_]*$/

function namesOf(run: Run, words: readonly Word[]): string[] {
  return words.slice(1).map((word) => assignmentOf(word)?.name ?? run.text.slice(word.start, word.end))
}

function unset(
  run: Run,
  command: SimpleCommand,
  [, ...names]: readonly (string | undefined)[]
): number | undefined {
  for (const name of names) {
    if (name !== undefined && run.constants.has(name)) return give(run, command, `${name}: is read only`)
    if (name === undefined || name.startsWith('-')) continue
    if (run.doubt === undefined) run.variables.delete(name)
    else run.variables.set(name, doubtful(run, command))
  }
  return 0
}

function leave(
  run: Run,
  command: SimpleCommand,
  [, status]: readonly (string | undefined)[]
): number | undefined {
  if (run.doubt !== undefined) return undefined
  const value = /^[0-9]+$/.test(status ?? '0') ? Number(status ?? '0') & 255 : 2
  run.stop = stopOf(run, command, 'exit', value)
  return undefined
}

// A sourced file ends here, and its reader goes on.
function goBack(run: Run, command: SimpleCommand, fields: readonly (string | undefined)[]): undefined {
  leave(run, command, fields)
  if (run.stop?.kind === 'exit') run.stop = { ...run.stop, kind: 'return' }
  return undefined
}

function setOptions(
  run: Run,
  _command: SimpleCommand,
  [, ...options]: readonly (string | undefined)[]
): number | undefined {
  for (const option of options) {
    if (option === undefined || !/^[-+][a-z]+$/.test(option)) return 0
    const on = option.startsWith('-')
    if (option.includes('e') && run.doubt === undefined) run.stopsOnFailure = on
    if (option.includes('u') && run.doubt === undefined) run.strict = on
  }
  return 0
}

// Settings of another file are not this one's; what stops there stops here.
function readFile(
  run: Run,
  command: SimpleCommand,
  fields: readonly (string | undefined)[]
): number | undefined {
  const [called = '', path] = fields
  const text = path?.startsWith('/') ? run.scene.read?.(path) : undefined
  if (path === undefined || text === undefined) return openEnded(run, command)
  if (text === null) {
    run.stop = {
      ...stopOf(run, command, 'expansion', 2),
      message: `${called}: cannot open ${path}: No such file`
    }
    return undefined
  }
  const { apart } = run
  run.apart = true
  const status = run.source(text)
  run.apart = apart
  return status
}

// Another file, or text made at run time, may set any name: from here on none is known unless set again.
function openEnded(run: Run, command: SimpleCommand): undefined {
  const why = `\`${run.text.slice(command.start, command.end)}\` decides`
  const origin = { file: run.scene.file, start: command.start, end: command.end }
  run.elsewhere = why
  for (const name of run.variables.keys()) run.variables.set(name, { kind: 'unknown', why, origin })
  return undefined
}
