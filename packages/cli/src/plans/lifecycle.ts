import { resolve } from 'node:path'
import { releaseOf, releases } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import { type Facts, isListLegible, type LifecyclePlan, type Origin, planLifecycle } from '@xenlint/model'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import type { Fault } from '../disk.js'
import { hostTree } from '../host-input.js'
import { factsForPlan } from './facts-for-plan.js'

interface Answer {
  readonly file: string
  readonly plan: LifecyclePlan
}

/** What xendomains does when each host comes up. */
export function planStarts(call: Call, hosts: readonly string[]): number {
  return planHosts(call, hosts, 'start')
}

/** What xendomains does when each host goes down. */
export function planStops(call: Call, hosts: readonly string[]): number {
  return planHosts(call, hosts, 'stop')
}

function planHosts(call: Call, hosts: readonly string[], action: 'start' | 'stop'): number {
  if (hosts.length === 0)
    return complain([{ fault: `\`xenlint plan ${action}\` wants a HOST: a folder that holds its files.` }])
  const answers: Answer[] = []
  const faults: Fault[] = []
  for (const host of hosts) {
    const known = factsForPlan(call, host)
    faults.push(...known.faults)
    if (known.facts) answers.push({ file: host, plan: planOf(host, known.facts, action) })
  }
  if (call.options.has('json')) process.stdout.write(json(answers))
  else for (const { plan } of answers) speak(plan)
  if (faults.length > 0) return complain(faults)
  const only = answers.length === 1 ? answers[0] : undefined
  return only && !call.options.has('json') ? (only.plan.status ?? 0) : 0
}

function planOf(host: string, facts: Facts, action: 'start' | 'stop'): LifecyclePlan {
  // Links in `auto/` lead to places on the host, not on this machine.
  const tree = hostTree(resolve(host))
  const defaults = tree.read('/etc/default/xendomains')
  return planLifecycle(
    {
      flavour: facts.xendomains ?? 'debian',
      ...(defaults !== undefined && { defaults }),
      running: facts.running ?? [],
      isLegible: isLegible(tree.read('/etc/xen/xl.conf'), facts),
      failing: facts.failing ?? [],
      slow: facts.slow ?? [],
      ignoring: facts.ignoring ?? [],
      list: (folder) => tree.list(folder),
      isFile: (path) => tree.kind(path) === 'file',
      // Below this folder a host comes with all that it has.
      read: (path) => tree.read(path) ?? (path.startsWith('/etc/default/') ? null : undefined),
      head: (path) => (tree.read(path) ?? '').slice(0, 16),
      nameOf: (path) => guestName(tree.read(path))
    },
    action
  )
}

function guestName(text: string | undefined): string | undefined {
  return settingIn('xl-cfg', text, 'name')?.text || undefined
}

/** Where no fact names the release, the newest counts. */
function isLegible(conf: string | undefined, { xen }: Facts): boolean {
  const release = releaseOf(xen ?? '') ?? releases.at(-1)
  return (
    release === undefined || isListLegible({ value: (name) => settingIn('xl-conf', conf, name) }, release.xen)
  )
}

function settingIn(
  id: string,
  text: string | undefined,
  option: string
): { readonly text: string; readonly origin: Origin } | undefined {
  const format = formatOf(id)
  if (text === undefined || !format) return undefined
  const settings = format.lower(format.parse(text), id)
  const value = settings.findLast(({ name }) => name === option)?.value
  return value?.kind === 'text' ? value : undefined
}

function json(answers: readonly Answer[]): string {
  return `[${answers.map(({ file, plan }) => JSON.stringify({ file, ...plan })).join(',\n')}]\n`
}

function speak({ calls, output, running, saved }: LifecyclePlan): void {
  process.stderr.write(calls.map(({ command, status }) => `${command}  -> ${status}\n`).join(''))
  process.stdout.write(output.map((line) => `${line}\n`).join(''))
  process.stdout.write(`running: ${running.join(' ') || 'none'}\n`)
  if (saved.length > 0) process.stdout.write(`saved: ${saved.join(' ')}\n`)
}
