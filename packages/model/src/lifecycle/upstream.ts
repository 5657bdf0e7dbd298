import type { Running } from './host.js'
import {
  addGuest,
  baseName,
  call,
  create,
  type Ending,
  isFailing,
  isRunning,
  type Machine,
  pathsIn,
  record,
  removeGuest,
  wordsOf
} from './machine.js'

const header = 'Xen saved domain'

/** Upstream's `start`: restores only where RESTORE is `true`, and only files that begin as state files do. */
export function startUpstream(machine: Machine): void {
  const { host, read, output } = machine
  const folder = read('XENDOMAINS_SAVE')
  let listed = ''
  if (read('XENDOMAINS_RESTORE') === 'true' && holdsSomething(machine, folder)) {
    listed = visible(machine, folder).join(' ')
    const shown: string[] = []
    for (const path of pathsIn(host, folder)) {
      if (!host.isFile(path) || !host.head(path).startsWith(header)) continue
      shown.push(baseName(path))
      restore(machine, path)
    }
    output.push(`Restoring Xen domains: ${shown.join(' ')}`.trimEnd())
  }
  const auto = read('XENDOMAINS_AUTO')
  if (!holdsSomething(machine, auto)) return
  const shown = pathsIn(host, auto).map((path) => {
    const name = baseName(path)
    const words = wordsOf(path)
    const known = host.nameOf(words[0] ?? path)
    if (isWord(listed, name) || (known !== undefined && isRunning(machine, known))) return `${name}(skip)`
    // The path is not quoted: xl takes what stands behind a blank for settings of their own, and refuses them.
    if (words.length > 1) record(machine, ['create', '--quiet', '--defconfig', ...words], 1)
    else create(machine, path)
    return name
  })
  output.push(`Starting auto Xen domains: ${shown.join(' ')}`)
}

function restore(machine: Machine, path: string): void {
  const name = baseName(path)
  const failed = isFailing(machine, 'restore', name)
  record(machine, ['restore', path], failed ? 1 : 0)
  if (failed) machine.output.push(`An error occurred while restoring domain ${name}:`)
  if (failed) return
  machine.saved.delete(name)
  addGuest(machine, name)
}

// The script asks grep for the file's name as a word, in which a dot is any sign.
function isWord(listed: string, name: string): boolean {
  const pattern = name.replace(/[+?(){}|]/g, '\\$&').replace(/\[(?![^\]]*\])/g, '\\[')
  try {
    return new RegExp(`(?<![A-Za-z0-9_])${pattern}(?![A-Za-z0-9_])`).test(listed)
  } catch {
    return false
  }
}

function holdsSomething(machine: Machine, folder: string): boolean {
  return folder !== '' && visible(machine, folder).length > 0
}

function visible({ host }: Machine, folder: string): string[] {
  return (host.list(folder) ?? []).filter((name) => !name.startsWith('.'))
}

/** Upstream's `stop`: each guest goes through all steps before the next; then what is left is shut down at once. */
export function stopUpstream(machine: Machine): void {
  const { host, read, output } = machine
  const only = read('XENDOMAINS_AUTO_ONLY') === 'true' ? autoNames(machine) : undefined
  const shown: string[] = []
  for (const guest of [...machine.guests]) {
    if (only && !only.includes(guest.name)) shown.push(`${guest.name}(skip)`)
    else shown.push(guest.name + stopOne(machine, guest))
    if (machine.hangs) return
  }
  output.push(`Shutting down Xen domains: ${shown.join(' ')}`.trimEnd())
  const all = read('XENDOMAINS_SHUTDOWN_ALL')
  if (machine.guests.length === 0 || all === '') return
  const words = wordsOf(all)
  const waits = words.some((word) => word === '--wait' || word === '-w')
  const deaf = machine.guests.findIndex(({ name }) => host.ignoring.includes(name))
  const failing = machine.guests.findIndex(({ name }) => isFailing(machine, 'shutdown', name))
  output.push('SHUTDOWN_ALL')
  if (waits && deaf >= 0) {
    machine.guests = machine.guests.slice(deaf)
    if (limitOf(machine) === Number.POSITIVE_INFINITY) machine.hangs = true
    return
  }
  record(machine, ['shutdown', ...words], failing < 0 ? 0 : 1)
  const reached = failing < 0 ? machine.guests.length : failing
  machine.guests = machine.guests.filter(
    ({ name }, index) => index >= reached || host.ignoring.includes(name)
  )
}

// Where the folder is empty no name is known, and then every guest is meant.
function autoNames({ host, read }: Machine): string[] | undefined {
  const auto = read('XENDOMAINS_AUTO')
  const names = pathsIn(host, auto).flatMap((path) => host.nameOf(path) ?? [])
  return names.length === 0 ? undefined : names
}

function stopOne(machine: Machine, { id, name }: Running): string {
  const { host, read } = machine
  let steps = ''
  for (const letter of wordsOf(read('XENDOMAINS_SYSRQ'))) {
    steps += `(SR-${letter})`
    call(machine, ['sysrq', String(id), letter], name)
  }
  const limit = limitOf(machine)
  const migrate = read('XENDOMAINS_MIGRATE')
  if (migrate !== '') {
    steps += '(migr)'
    if (isDone(call(machine, ['migrate', String(id), ...wordsOf(migrate)], name, limit))) {
      removeGuest(machine, id)
      return steps
    }
  }
  const folder = read('XENDOMAINS_SAVE')
  if (folder !== '') {
    steps += '(save)'
    const words = wordsOf(`${folder}/${name}`)
    if (isDone(call(machine, ['save', String(id), ...words], name, limit))) {
      removeGuest(machine, id)
      if (words.length === 1) machine.saved.add(name)
      return steps
    }
  }
  const shutdown = wordsOf(read('XENDOMAINS_SHUTDOWN'))
  if (shutdown.length === 0) return steps
  const waits = shutdown.some((word) => word === '--wait' || word === '-w')
  if (waits && host.ignoring.includes(name)) {
    if (limit === Number.POSITIVE_INFINITY) machine.hangs = true
    return `${steps}(shut)`
  }
  const done = isDone(call(machine, ['shutdown', ...shutdown, String(id)], name, limit))
  if (done && !host.ignoring.includes(name)) removeGuest(machine, id)
  return `${steps}(shut)`
}

function isDone(ending: Ending): boolean {
  return ending !== 'killed' && ending.status === 0
}

// Its watchdog looks once a second from 0 to the limit, and then waits another; 0 and nothing mean no watchdog.
function limitOf({ read }: Machine): number {
  const limit = read('XENDOMAINS_STOP_MAXWAIT')
  if (limit === '' || limit === '0') return Number.POSITIVE_INFINITY
  return /^[0-9]+$/.test(limit) ? Number(limit) + 2 : 1
}
