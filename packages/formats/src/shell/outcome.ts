import { isForeignFile, option, shellEnvironment, table } from '@xenlint/catalogue'
import {
  isProgram,
  type Outcome,
  type Program,
  readShell,
  runShell,
  type Scene,
  type ShellDialect,
  type Stop
} from '@xenlint/model'
import { print, type Root } from '@xenlint/syntax'

/** What reads the files of a format: which shell, and what around it. */
export interface ShellReader {
  readonly format: string
  readonly dialect: ShellDialect
  /** The program that sources the file, by the name people know. */
  readonly program: string
  /** True under `set -e`: then the first failure ends the program. */
  readonly stopsOnFailure: boolean
  /** How the names of its variables begin. */
  readonly prefixes: readonly string[]
}

export const shellReaders: readonly ShellReader[] = [
  {
    format: 'default-xen',
    dialect: 'dash',
    program: '/etc/init.d/xen',
    stopsOnFailure: false,
    prefixes: ['XENSTORED', 'XENCONSOLED', 'XEN_']
  },
  {
    format: 'grub-default',
    dialect: 'dash',
    program: 'update-grub',
    stopsOnFailure: true,
    prefixes: ['GRUB_', 'XEN_OVERRIDE_']
  },
  {
    format: 'xendomains',
    dialect: 'bash',
    program: '/etc/init.d/xendomains',
    stopsOnFailure: false,
    prefixes: ['XENDOMAINS_']
  }
]

/** A file as its shell reads it. */
export interface ShellFile {
  readonly reader: ShellReader
  readonly program: Program
  /** All that the file says, as if no command that fails ended it. */
  readonly outcome: Outcome
  /** Where the program ends early. */
  readonly stop?: Stop
}

const known = new WeakMap<Root, ShellFile & { readonly file: string }>()

/** What the shell makes of a tree; found out once for each. */
export function shellFileOf(tree: Root, file: string, format: string): ShellFile | undefined {
  const before = known.get(tree)
  if (before?.file === file && before.reader.format === format) return before
  const reader = shellReaders.find((each) => each.format === format)
  if (!reader) return undefined
  const program = readShell(print(tree), reader.dialect)
  const scene = sceneOf(reader, file)
  const outcome = runShell(program, { ...scene, stopsOnFailure: false })
  const { stop } = reader.stopsOnFailure ? runShell(program, scene) : outcome
  const made = { reader, program, outcome, file, ...(stop && { stop }) }
  known.set(tree, made)
  return made
}

function sceneOf(reader: ShellReader, file: string): Scene {
  const rows = table(reader.format)
  return {
    file,
    dialect: reader.dialect,
    stopsOnFailure: reader.stopsOnFailure,
    variables: new Map(),
    read: (path) => (isForeignFile(path) ? null : undefined),
    foreign: (name) => {
      if (isOfShell(name)) return `the environment of \`${reader.program}\` decides`
      const row = rows.find((each) => each.name === name)
      if (row?.preset) return `\`${row.preset}\` decides`
      if (/(^|\/)grub\.d\/[^/]*$/.test(file)) return 'a file that is read before decides'
      return undefined
    },
    program: (name, beside) => {
      if (isVariable(reader, name) || (name.includes('_') && option('xen-command-line', name))) return false
      return isProgram(name, beside, (each) => isVariable(reader, each))
    }
  }
}

/** True for a name as the variables of a format have it. */
export function isVariable(reader: ShellReader, name: string): boolean {
  return reader.prefixes.some((prefix) => name.startsWith(prefix)) && /^[A-Z0-9_]+$/.test(name)
}

function isOfShell(name: string): boolean {
  return shellEnvironment().some((each) => each.name === name)
}
