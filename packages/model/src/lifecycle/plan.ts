import type { Setting } from '../setting.js'
import { readShell } from '../shell/reader.js'
import { runShell } from '../shell/run.js'
import type { Held, Scene } from '../shell/scene.js'
import { startDebian, stopDebian } from './debian.js'
import type { LifecycleHost, LifecyclePlan } from './host.js'
import { endMachine, startMachine } from './machine.js'
import { startUpstream, stopUpstream } from './upstream.js'

const path = '/etc/default/xendomains'

/** What xendomains does when the host comes up or goes down. */
export function planLifecycle(host: LifecycleHost, action: 'start' | 'stop'): LifecyclePlan {
  if (host.defaults === undefined && host.flavour === 'upstream') {
    const nothing = endMachine(startMachine(host, () => ''))
    return { ...nothing, status: action === 'stop' ? 0 : 6, output: [`${path} not existing`] }
  }
  const { variables, said, ended } = readDefaults(host.defaults ?? '', path, (path) => host.read?.(path))
  const open = new Map<string, string>()
  const read = (name: string): string => {
    const held = variables.get(name)
    if (held?.kind === 'unknown') open.set(name, held.why)
    return held?.kind === 'text' ? held.text : ''
  }
  const machine = startMachine(host, read)
  machine.output.push(...said)
  if (ended !== undefined) return { ...endMachine(machine), status: ended }
  const actions =
    host.flavour === 'debian'
      ? { start: startDebian, stop: stopDebian }
      : { start: startUpstream, stop: stopUpstream }
  actions[action](machine)
  if (open.size === 0) return endMachine(machine)
  const reasons = [...open].map(([name, why]) => `\`${name}\` is not known: ${why}.`)
  return { ...endMachine(startMachine(host, () => '')), status: null, output: reasons }
}

/** What the variables of the file hold, and what bash says of it. */
export function readDefaults(
  text: string,
  file: string = path,
  read: Scene['read'] = () => undefined
): {
  variables: ReadonlyMap<string, Held>
  settings: readonly Setting[]
  said: string[]
  ended?: number
} {
  const program = readShell(text, 'bash')
  const { variables, settings, stop } = runShell(program, {
    file,
    dialect: 'bash',
    stopsOnFailure: false,
    variables: new Map(),
    foreign: () => undefined,
    read,
    program: (name) => (/=|^XENDOMAINS_/.test(name) ? false : undefined)
  })
  const said = program.fault ? [`${path}: ${program.fault.message}`] : []
  // Without `set -e` only an `exit` ends more than the file.
  const ends = stop && (stop.kind === 'exit' || stop.kind === 'failure' || stop.kind === 'absent')
  return { variables, settings, said, ...(ends && { ended: stop.status }) }
}
