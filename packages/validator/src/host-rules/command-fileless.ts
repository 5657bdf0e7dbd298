import { type Host, type Iface, membersOf, type OptionLine, type Origin } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { placed } from './placed.js'

/** A command that fails ends the bringing up of an interface. */
export const commandFileless: HostRule = {
  id: 'command-fileless',
  summary: 'A command of an interface that wants a file which is not there.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findFileless
}

function* findFileless({ host }: HostContext): Iterable<Finding> {
  const { reading } = host.network
  if (!reading?.accepted) return
  const started = new Set(membersOf(reading, 'auto'))
  for (const iface of reading.ifaces) {
    if (!started.has(iface.name)) continue
    for (const line of iface.lines)
      if (line.name === 'pre-up' || line.name === 'up') yield* missingIn(host, iface, line)
  }
}

function* missingIn(host: Host, { name }: Iface, line: OptionLine): Iterable<Finding> {
  const { value, valueOrigin } = line
  // What a shell makes of more than plain words is its own matter; a hyphen in front lets a command fail.
  if (!/^\/?[\w][\w\s./:=@%+,-]*(?:<\s*\/[\w./@%+-]+\s*)?$/.test(value)) return
  const path = /<\s*(\/\S+)\s*$/.exec(value)?.[1] ?? /^\/\S+/.exec(value)?.[0]
  if (path === undefined || host.exists(path) !== false) return
  yield {
    case: line.name === 'up' ? 'up' : 'before',
    at: placed(host, at(valueOrigin, value, path)),
    message:
      line.name === 'up'
        ? `There is no \`${path}\`, so this command fails and ifup gives up on \`${name}\`: what stands behind it is not run.`
        : `There is no \`${path}\`, so this command fails and ifup does not bring up \`${name}\`.`
  }
}

function at(origin: Origin, value: string, path: string): Origin {
  // A line that was folded leads back as a whole only.
  if (origin.end - origin.start !== value.length) return origin
  const start = origin.start + value.lastIndexOf(path)
  return { ...origin, start, end: start + path.length }
}
