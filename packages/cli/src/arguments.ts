import { nearestOf } from '@xenlint/catalogue'
import { type Command, check, commands, type Flag } from './command.js'

/** What the words behind `xenlint` ask for. */
export type Request =
  | { readonly ask: 'version' }
  | { readonly ask: 'help'; readonly command: Command | undefined }
  | { readonly ask: 'run'; readonly call: Call }
  | { readonly ask: 'nothing'; readonly fault: string }

/** A command with its words and options; an option that takes no value holds an empty text. */
export interface Call {
  readonly command: Command
  /** False where `check` is meant because nothing else was named. */
  readonly named: boolean
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, readonly string[]>
}

/** Reads the words of a command line; the command is the first word that is no option. */
export function readArguments(argv: readonly string[]): Request {
  if (argv.includes('--version') && argv.length === 1) return { ask: 'version' }
  if (argv[0] === '-V' && argv.length === 1) return { ask: 'version' }
  const first = argv[0]
  if (first === 'help') return readHelp(argv[1])
  const named = commands.find(({ name }) => name === first)
  const command = named ?? check
  return readOptions(command, named !== undefined, named ? argv.slice(1) : argv)
}

function readHelp(name: string | undefined): Request {
  if (name === undefined) return { ask: 'help', command: undefined }
  const command = commands.find((each) => each.name === name)
  return command ? { ask: 'help', command } : { ask: 'nothing', fault: unknownCommand(name) }
}

function unknownCommand(name: string): string {
  const guess = nearestOf(
    commands.map((each) => each.name),
    name
  )
  return `There is no command \`${name}\`${guess ? `; did you mean \`${guess}\`?` : '; `xenlint --help` lists them.'}`
}

function readOptions(command: Command, named: boolean, argv: readonly string[]): Request {
  const words: string[] = []
  const options = new Map<string, string[]>()
  let wordsOnly = false
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string
    if (wordsOnly || word === '-' || !word.startsWith('-')) {
      words.push(word)
      continue
    }
    if (word === '--') {
      wordsOnly = true
      continue
    }
    if (word === '--help' || word === '-h') return { ask: 'help', command: named ? command : undefined }
    const { name, attached } = splitOption(word)
    const flag = command.flags.find((each) => each.name === name || each.short === name)
    if (!flag) return { ask: 'nothing', fault: unknownOption(command, word, name) }
    if (flag.value === undefined && attached !== undefined) {
      return { ask: 'nothing', fault: `\`--${flag.name}\` takes no value, but \`${attached}\` was given.` }
    }
    const value = flag.value === undefined ? '' : (attached ?? argv[++index])
    const fault = value === undefined ? missingValue(flag) : wrongValue(flag, value)
    if (fault !== undefined || value === undefined)
      return { ask: 'nothing', fault: fault ?? missingValue(flag) }
    options.set(flag.name, [...(options.get(flag.name) ?? []), value])
  }
  const fault = wrongCount(command, words)
  if (fault !== undefined) return { ask: 'nothing', fault }
  return { ask: 'run', call: { command, named, words, options } }
}

// `--name=value`, `--name`, `-n`, `-nvalue`.
function splitOption(word: string): { name: string; attached: string | undefined } {
  if (!word.startsWith('--')) return { name: word.slice(1, 2), attached: word.slice(2) || undefined }
  const equals = word.indexOf('=')
  if (equals === -1) return { name: word.slice(2), attached: undefined }
  return { name: word.slice(2, equals), attached: word.slice(equals + 1) }
}

function unknownOption(command: Command, word: string, name: string): string {
  const spelled = word.startsWith('--') ? `--${name}` : `-${name}`
  const guess = nearestOf(['help', ...command.flags.map((flag) => flag.name)], name)
  const elsewhere = commands.find(({ flags }) => flags.some((flag) => flag.name === name))
  const start = `\`xenlint ${command.name}\` has no option \`${spelled}\``
  if (elsewhere) return `${start}; it belongs to \`xenlint ${elsewhere.name}\`.`
  if (guess && word.startsWith('--')) return `${start}; did you mean \`--${guess}\`?`
  return `${start}; \`xenlint ${command.name} --help\` lists them.`
}

function missingValue({ name, value, of }: Flag): string {
  return `\`--${name}\` wants a value behind it: \`--${name} ${of?.join('|') ?? value}\`.`
}

function wrongValue({ name, of }: Flag, value: string): string | undefined {
  if (of === undefined || of.includes(value)) return undefined
  const guess = nearestOf(of, value)
  return `\`--${name}\` takes ${of.map((each) => `\`${each}\``).join(', ')}, not \`${value}\`${guess ? `; did you mean \`${guess}\`?` : '.'}`
}

function wrongCount(
  { name, takes, words: [fewest, most] }: Command,
  words: readonly string[]
): string | undefined {
  if (words.length < fewest)
    return `\`xenlint ${name}\` wants ${takes} behind it; see \`xenlint ${name} --help\`.`
  if (words.length <= most) return undefined
  const extra = words[most] as string
  return `\`xenlint ${name}\` takes ${most === 0 ? 'no words' : `only ${takes}`}, so \`${extra}\` is one too many.`
}
