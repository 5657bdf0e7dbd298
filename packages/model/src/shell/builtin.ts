import { assignedValue } from './assignment.js'
import { expand, joinPieces } from './expansion.js'
import { allKnown, fieldsOf } from './fields.js'
import { matchesWhole, readPattern } from './pattern.js'
import type { Assignment, SimpleCommand, Word } from './program.js'
import { assignmentOf } from './reader.js'
import { decides, doubtful, give, originOf, type Run, say, speak, stopOf, store, textOf } from './state.js'
import { plainText } from './token.js'
import { echoed } from './tools/echo.js'
import { formatted } from './tools/printf.js'
import { judgeTest } from './trial.js'

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
  '[[': conditional,
  test: (run, _command, fields) => test(run, 'test', fields.slice(1)),
  echo: print,
  printf: printFormatted,
  export: declare,
  readonly: (run, command) => {
    const status = declare(run, command)
    for (const name of namesOf(run, command.words)) run.constants.add(name)
    return status
  },
  local: keep,
  declare,
  typeset: declare,
  unset,
  exit: leave,
  return: goBack,
  set: setOptions,
  '.': readFile,
  source: readFile,
  eval: evaluate,
  read: readLine,
  getopts: openEnded,
  exec: (run, command, fields) => (fields.length > 1 ? openEnded(run, command) : 0),
  cd: (_run, _command, [, path]) => (path === '/' ? 0 : undefined),
  umask: () => 0,
  trap: () => 0,
  wait: () => undefined,
  shift,
  break: leaveLoop,
  continue: leaveLoop,
  command: askFor,
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
  if (last === ']' && fields.length > 1) return test(run, '[', fields.slice(1, -1))
  say(run, 'errors', '[: missing ]\n')
  return 2
}

function test(run: Run, called: string, words: readonly (string | undefined)[]): number | undefined {
  const known = allKnown(words)
  if (!known) return undefined
  const { dialect } = run.scene
  const { status, complaint } = judgeTest(known, dialect, (operator, path) => run.scene.has?.(operator, path))
  if (complaint !== undefined) say(run, 'errors', `${called}: ${complaint}\n`)
  return status
}

// Nothing is split between the brackets of bash, and what stands unquoted behind a comparison is a pattern.
function conditional(run: Run, command: SimpleCommand): number | undefined {
  const words = command.words.slice(1, -1)
  const expanded = words.map((word) => expand(run, word.parts))
  const known = expanded.filter((each) => each.kind === 'pieces')
  const isClosed = plainText(command.words.at(-1)) === ']]'
  if (known.length < expanded.length || !isClosed || words.length > 3) return undefined
  const texts = known.map(({ pieces }) => joinPieces(pieces).text)
  const [one = '', operator = ''] = texts
  const pattern = known[2] && /^(?:==?|!=)$/.test(operator) ? readPattern(known[2].pieces) : undefined
  if (texts.length === 3 && /^(?:==?|!=)$/.test(operator)) {
    const fits = pattern ? matchesWhole(pattern, one) : 'too-long'
    return fits === 'too-long' ? undefined : fits === (operator !== '!=') ? 0 : 1
  }
  return texts.includes('=~') ? undefined : test(run, '[[', texts)
}

function print(
  run: Run,
  _command: SimpleCommand,
  [, ...words]: readonly (string | undefined)[]
): number | undefined {
  const known = allKnown(words)
  const text = known && echoed(known, run.scene.dialect)
  if (text === undefined) run.unclear = true
  else speak(run, text)
  return 0
}

function printFormatted(
  run: Run,
  _command: SimpleCommand,
  [, ...words]: readonly (string | undefined)[]
): number | undefined {
  const known = allKnown(words) ?? []
  const [format, ...rest] = known[0] === '--' ? known.slice(1) : known
  const isKnown = format !== undefined && !format.startsWith('-')
  const made = isKnown ? formatted(format, rest) : undefined
  if (!made) {
    run.unclear = true
    return undefined
  }
  speak(run, made.text)
  say(run, 'errors', made.errors)
  return made.status
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
  if (status === undefined && run.doubt === undefined && run.status === undefined && command.words.length > 1)
    run.open ??= decides(run, command)
  run.stop = stopOf(run, command, 'exit', statusOf(run, status))
  return undefined
}

function statusOf(run: Run, word: string | undefined): number {
  if (word === undefined) return run.status ?? 0
  return /^[0-9]+$/.test(word) ? Number(word) & 255 : 2
}

// A function or a sourced file ends here, and its reader goes on.
function goBack(run: Run, command: SimpleCommand, fields: readonly (string | undefined)[]): undefined {
  const [, word] = fields
  if (run.calls > 0) {
    const open = word === undefined && (fields.length > 1 || run.status === undefined)
    run.jump = { kind: 'return', status: open ? undefined : statusOf(run, word) }
    return undefined
  }
  leave(run, command, fields)
  if (run.stop?.kind === 'exit') run.stop = { ...run.stop, kind: 'return' }
  return undefined
}

// Without a loop around it there is nothing to leave.
function leaveLoop(run: Run, _command: SimpleCommand, [name, word]: readonly (string | undefined)[]): number {
  if (run.loops === 0) return 0
  const levels = Math.min(Math.max(1, Number(word ?? 1) || 1), run.loops)
  run.jump = { kind: name === 'break' ? 'break' : 'continue', levels, status: 0 }
  return 0
}

function shift(
  run: Run,
  command: SimpleCommand,
  [, word = '1']: readonly (string | undefined)[]
): number | undefined {
  const { args } = run
  if (!args || !/^[0-9]+$/.test(word) || run.doubt !== undefined) {
    delete run.args
    // Where there is nothing left to shift, dash ends.
    if (run.scene.dialect === 'dash') run.open ??= decides(run, command)
    return undefined
  }
  if (Number(word) > args.length)
    return run.scene.dialect === 'dash' ? give(run, command, "shift: can't shift that many") : 1
  run.args = args.slice(Number(word))
  return 0
}

// What a function keeps for itself has its old value behind it.
function keep(run: Run, command: SimpleCommand): number | undefined {
  for (const name of namesOf(run, command.words))
    if (run.locals && !run.locals.has(name)) run.locals.set(name, run.variables.get(name))
  return declare(run, command)
}

function setOptions(
  run: Run,
  _command: SimpleCommand,
  [, ...options]: readonly (string | undefined)[]
): number | undefined {
  const isSure = run.doubt === undefined
  for (const [index, option] of options.entries()) {
    if (option === undefined || !/^[-+][a-zA-Z]+$/.test(option)) {
      const known = allKnown(options.slice(option === '--' ? index + 1 : index))
      if (isSure && known) run.args = known
      else delete run.args
      return 0
    }
    const on = option.startsWith('-')
    if (option.endsWith('o')) {
      if (isSure && options[index + 1] === 'errexit') run.stopsOnFailure = on
      if (isSure && options[index + 1] === 'nounset') run.strict = on
      return 0
    }
    if (option.includes('e') && isSure) run.stopsOnFailure = on
    if (option.includes('u') && isSure) run.strict = on
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
  if (text === null && run.scene.dialect === 'bash') {
    say(run, 'errors', `${path}: No such file or directory\n`)
    return 1
  }
  if (text === null) {
    run.stop = {
      ...stopOf(run, command, 'expansion', 2),
      message: `${called}: cannot open ${path}: No such file`
    }
    return undefined
  }
  return run.source(text, command)
}

function evaluate(
  run: Run,
  command: SimpleCommand,
  [, ...words]: readonly (string | undefined)[]
): number | undefined {
  const known = allKnown(words)
  return known ? run.source(known.join(' '), command) : openEnded(run, command)
}

// A line of the input, cut at blanks; the last name gets the rest.
function readLine(
  run: Run,
  command: SimpleCommand,
  [, ...words]: readonly (string | undefined)[]
): number | undefined {
  const names = words.filter((word) => word !== undefined && goodName.test(word))
  const isRaw = words[0] === '-r'
  const { input } = run
  const isPlain = names.length > 0 && names.length === words.length - (isRaw ? 1 : 0)
  const separators = run.variables.get('IFS') ?? { kind: 'text', text: ' \t\n' }
  const end = input?.indexOf('\n') ?? -1
  const line = input === undefined ? undefined : end < 0 ? input : input.slice(0, end)
  const isKnown =
    line !== undefined && isPlain && separators.kind === 'text' && (isRaw || !line.includes('\\'))
  if (!isKnown || input === undefined || run.doubt !== undefined) {
    for (const word of words)
      if (word !== undefined)
        run.variables.set(word, { kind: 'unknown', why: '`read` decides', origin: originOf(run, command) })
    delete run.input
    return undefined
  }
  run.input = end < 0 ? '' : input.slice(end + 1)
  for (const [index, text] of fieldsOfLine(line, separators.text, names.length).entries())
    run.variables.set(names[index] ?? '', textOf(text, originOf(run, command)))
  return end < 0 ? 1 : 0
}

function fieldsOfLine(line: string, separators: string, count: number): string[] {
  const blanks = [...separators].filter((sign) => ' \t\n'.includes(sign)).join('')
  const isBlank = (sign: string | undefined): boolean => sign !== undefined && blanks.includes(sign)
  let [start, end] = [0, line.length]
  while (isBlank(line[start])) start++
  while (end > start && isBlank(line[end - 1])) end--
  const fields: string[] = []
  let at = start
  while (fields.length < count - 1) {
    const from = at
    while (at < end && !separators.includes(line[at] ?? '')) at++
    fields.push(line.slice(from, at))
    while (at < end && isBlank(line[at])) at++
    if (at < end && separators.includes(line[at] ?? '')) at++
    while (at < end && isBlank(line[at])) at++
  }
  const rest = line.slice(at, end)
  const last = rest.at(-1) ?? ''
  const isLoneEnd =
    !isBlank(last) &&
    separators.includes(last) &&
    last !== '' &&
    ![...rest.slice(0, -1)].some((sign) => separators.includes(sign))
  return [...fields, isLoneEnd ? rest.slice(0, -1) : rest]
}

// `command -v NAME` tells whether there is one.
function askFor(
  run: Run,
  _command: SimpleCommand,
  [, option, name, more]: readonly (string | undefined)[]
): number | undefined {
  if (option !== '-v' || name === undefined || more !== undefined) {
    run.unclear = true
    return undefined
  }
  if (Object.hasOwn(builtins, name) || run.functions.has(name)) {
    speak(run, `${name}\n`)
    return 0
  }
  run.unclear = true
  return undefined
}

// Another file, or text made at run time, may set any name: from here on none is known unless set again.
function openEnded(run: Run, command: SimpleCommand): undefined {
  const why = decides(run, command)
  const origin = { file: run.scene.file, start: command.start, end: command.end }
  run.elsewhere = why
  for (const name of run.variables.keys()) run.variables.set(name, { kind: 'unknown', why, origin })
  return undefined
}
