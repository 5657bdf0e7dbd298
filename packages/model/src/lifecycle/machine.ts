import { isDebianFile } from '@xenlint/catalogue'
import type { LifecycleCall, LifecycleHost, LifecyclePlan, Running } from './host.js'

/** The host while the script runs: what its calls change. */
export interface Machine {
  readonly host: LifecycleHost
  readonly read: (name: string) => string
  readonly calls: LifecycleCall[]
  readonly output: string[]
  /** Calls that fail: `save:db`, `restore:*`. */
  readonly failing: ReadonlySet<string>
  guests: Running[]
  readonly saved: Set<string>
  /** Set where the script would wait for ever. */
  hangs: boolean
}

export type Ending = { readonly status: number } | 'killed'

const packagedSave = '/var/lib/xen/save'

export function startMachine(host: LifecycleHost, read: (name: string) => string): Machine {
  // Where nothing is saved, what was saved before still lies where the package has it.
  const files = host.list(read('XENDOMAINS_SAVE') || packagedSave) ?? []
  return {
    host,
    read,
    calls: [],
    output: [],
    failing: new Set(host.failing),
    guests: [...host.running],
    saved: new Set(files.filter((name) => !name.startsWith('.'))),
    hangs: false
  }
}

export function endMachine({ calls, output, guests, saved, hangs }: Machine): LifecyclePlan {
  const running = guests.map(({ name }) => name)
  return { status: hangs ? null : 0, calls, output, running, saved: [...saved].sort() }
}

/** Calls xl, unless it is killed on the way: `limit` is how many seconds it is given. */
export function call(
  machine: Machine,
  words: readonly string[],
  name: string,
  limit: number = Number.POSITIVE_INFINITY
): Ending {
  const [command = ''] = words
  if (secondsOf(machine.host, command, name) >= limit) return 'killed'
  const path = command === 'save' ? words[2] : undefined
  const refused = path !== undefined && !hasRoom(machine, path)
  const status = refused || isFailing(machine, command, name) ? 1 : 0
  record(machine, words, status)
  return { status }
}

export function record(machine: Machine, words: readonly string[], status: number): void {
  machine.calls.push({ command: ['xl', ...words].map(shown).join(' '), status })
}

export function isFailing({ failing }: Machine, command: string, name: string): boolean {
  return failing.has(`${command}:${name}`) || failing.has(`${command}:*`)
}

export function secondsOf({ slow }: LifecycleHost, command: string, name: string): number {
  const seconds = slow
    .map((each) => each.split(':'))
    .filter(([kind, guest]) => kind === command && (guest === name || guest === '*'))
    .map(([, , time]) => Number(time))
  return Math.max(0, ...seconds)
}

/** Whether a state file can be made: nothing on the way to it is a file. */
export function hasRoom({ host }: Machine, path: string): boolean {
  const parts = path.split('/')
  const above = parts.slice(1, -1).map((_, index) => parts.slice(0, index + 2).join('/'))
  return !above.some((each) => host.isFile(each) || isDebianFile(each))
}

/** A guest that comes up gets the next id. */
export function addGuest(machine: Machine, name: string): void {
  const id = Math.max(0, ...machine.guests.map((guest) => guest.id)) + 1
  machine.guests.push({ id, name })
}

export function removeGuest(machine: Machine, id: number): void {
  const index = machine.guests.findIndex((guest) => guest.id === id)
  if (index >= 0) machine.guests.splice(index, 1)
}

export function isRunning({ guests }: Machine, name: string): boolean {
  return guests.some((guest) => guest.name === name)
}

/** Words of a value that the script does not quote. */
export function wordsOf(value: string): string[] {
  return value.split(/[ \t\n]+/).filter((word) => word !== '')
}

/** The paths that `FOLDER/*` becomes where the folder is not quoted; a blank in it breaks it apart. */
export function pathsIn(host: LifecycleHost, folder: string): string[] {
  const words = wordsOf(folder)
  const last = words.at(-1)
  if (last === undefined) return []
  const names = (host.list(last) ?? []).filter((name) => !name.startsWith('.'))
  return [...words.slice(0, -1), ...names.map((name) => `${last}/${name}`)]
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What `xl create` of a file comes to: a nameless or unreadable file is refused, and so is a second of one name. */
export function create(machine: Machine, path: string): number {
  const name = machine.host.nameOf(path)
  const words = ['create', '--quiet', '--defconfig', path]
  if (name === undefined || isRunning(machine, name) || isFailing(machine, 'create', name)) {
    record(machine, words, 1)
    return 1
  }
  record(machine, words, 0)
  addGuest(machine, name)
  return 0
}

function shown(word: string): string {
  return word === '' || /[\s*?]/.test(word) ? `'${word}'` : word
}
