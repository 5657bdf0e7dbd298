import { globExpression } from '../glob.js'
import type { Running } from './host.js'
import {
  addGuest,
  baseName,
  call,
  create,
  isFailing,
  isRunning,
  type Machine,
  pathsIn,
  record,
  removeGuest,
  secondsOf,
  wordsOf
} from './machine.js'

/** `/etc/init.d/xendomains start` of Debian: state files first, then the files of the auto folder. */
export function startDebian(machine: Machine): void {
  const outcomes = new Map<string, 'started' | 'failed'>()
  const { host, read } = machine
  const folder = read('XENDOMAINS_SAVE')
  // Any text but none at all means yes, `false` included.
  if (folder !== '' && host.list(folder) && read('XENDOMAINS_RESTORE') !== '')
    for (const path of pathsIn(host, folder)) if (host.isFile(path)) restore(machine, path, outcomes)
  const auto = read('XENDOMAINS_AUTO')
  if (auto !== '' && host.list(auto)) for (const path of pathsIn(host, auto)) start(machine, path, outcomes)
}

function restore(machine: Machine, path: string, outcomes: Map<string, 'started' | 'failed'>): void {
  const name = baseName(path)
  const failed = isFailing(machine, 'restore', name)
  record(machine, ['restore', path], failed ? 1 : 0)
  machine.output.push(`Restoring Xen domain ${name} (from ${path})...${failed ? 'failed.' : 'done.'}`)
  outcomes.set(name, failed ? 'failed' : 'started')
  if (failed) return
  machine.saved.delete(name)
  addGuest(machine, name)
}

function start(machine: Machine, path: string, outcomes: ReadonlyMap<string, 'started' | 'failed'>): void {
  const name = (machine.host.isLegible && nameAsked(machine, path)) || ''
  const outcome = name === '' ? undefined : outcomes.get(name)
  if (outcome === 'started') return
  // dom0 answers to its name as any guest does.
  if (name === 'Domain-0' || (name !== '' && isRunning(machine, name))) {
    machine.output.push(`Xen domain ${name} already running.`)
    return
  }
  const begun = `Starting Xen domain ${name} (from ${path})...`
  if (outcome === 'failed') machine.output.push(`${begun}failed (restore failed).`)
  else machine.output.push(`${begun}${create(machine, path) === 0 ? 'done.' : 'failed.'}`)
}

// Where the script asks for the name it does not quote the path: it breaks apart at blanks, and may be a pattern.
function nameAsked({ host }: Machine, path: string): string | undefined {
  const [first = ''] = wordsOf(path)
  if (!/[*?[]/.test(first)) return host.nameOf(first)
  const folder = first.slice(0, first.lastIndexOf('/'))
  const fits = globExpression(baseName(first))
  const found = (host.list(folder) ?? []).filter((name) => fits.test(name)).sort()[0]
  return found === undefined ? undefined : host.nameOf(`${folder}/${found}`)
}

/** `stop`: all are migrated, then those left are saved, then those left are shut down. */
export function stopDebian(machine: Machine): void {
  const { host, read } = machine
  if (!host.isLegible) return
  const words = read('XENDOMAINS_MIGRATE')
  if (words !== '')
    for (const guest of [...machine.guests]) move(machine, guest, 'migrate', wordsOf(words), 'Migrating')
  const folder = read('XENDOMAINS_SAVE')
  if (folder !== '')
    for (const guest of [...machine.guests])
      move(machine, guest, 'save', wordsOf(`${folder}/${guest.name}`), 'Saving')
  for (const guest of [...machine.guests]) shutDown(machine, guest)
  for (const { id, name } of machine.guests) {
    const dots = '...'.repeat(turns(machine))
    machine.output.push(`Waiting for Xen domain ${name} (${id}) to shut down...${dots}failed.`)
  }
}

function move(
  machine: Machine,
  { id, name }: Running,
  kind: string,
  words: readonly string[],
  doing: string
): void {
  const limit = turns(machine)
  const ending = call(machine, [kind, String(id), ...words], name, limit)
  const seconds = Math.min(limit, Math.max(1, Math.ceil(secondsOf(machine.host, kind, name))))
  const done = ending !== 'killed' && ending.status === 0
  const dots = '...'.repeat(limit === 0 ? 0 : seconds)
  machine.output.push(`${doing} Xen domain ${name} (${id})...${dots}${done ? 'done.' : 'failed.'}`)
  if (!done) return
  removeGuest(machine, id)
  const [path] = words
  if (kind === 'save' && words.length === 1 && path !== undefined) machine.saved.add(baseName(path))
}

// Counted in seconds from 0 to the limit; without a number there is no turn, and the call is killed at once.
function turns({ read }: Machine): number {
  const limit = read('XENDOMAINS_STOP_MAXWAIT')
  return /^[0-9]+$/.test(limit) ? Number(limit) + 1 : 0
}

function shutDown(machine: Machine, { id, name }: Running): void {
  const ending = call(machine, ['shutdown', String(id)], name)
  const done = ending !== 'killed' && ending.status === 0
  machine.output.push(`Shutting down Xen domain ${name} (${id})...${done ? 'done.' : 'failed.'}`)
  if (done && !machine.host.ignoring.includes(name)) removeGuest(machine, id)
}
