import { join } from 'node:path'
import {
  type BootEntry,
  type BootPlan,
  type Facts,
  planBoot,
  rootInTable,
  standardDebian
} from '@xenlint/model'
import { chooseTarget, type Target } from '@xenlint/service'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { exists, type Fault, kindOf } from '../disk.js'
import { fileOf, namesIn, textOf } from '../host-files.js'
import { releaseOfHost } from '../target.js'
import { releaseGiven } from '../wishes.js'
import { factsForPlan } from './facts-for-plan.js'

interface Answer {
  readonly file: string
  readonly plan: BootPlan
}

/** What `update-grub` would write on each host, and what GRUB would boot. */
export function planBoots(call: Call, hosts: readonly string[]): number {
  if (hosts.length === 0)
    return complain([{ fault: '`xenlint plan boot` wants a HOST: a folder that holds its files.' }])
  const answers: Answer[] = []
  const faults: Fault[] = []
  for (const host of hosts) {
    const known = factsForPlan(call, host)
    faults.push(...known.faults)
    if (!known.facts) continue
    const target = chooseTarget([releaseGiven(call), known.release, releaseOfHost(host)])
    if ('fault' in target) faults.push(target)
    else answers.push({ file: host, plan: planOf(host, known.facts, debianIn(target)) })
  }
  if (call.options.has('json')) process.stdout.write(json(answers))
  else for (const { plan } of answers) speak(plan)
  if (faults.length > 0) return complain(faults)
  const only = answers.length === 1 ? answers[0] : undefined
  return only && !call.options.has('json') ? (only.plan.status ?? 0) : 0
}

/** The release that the scripts of GRUB are of. */
function debianIn({ releases }: Target): string {
  return (releases.length === 1 && releases[0]?.debian) || standardDebian
}

function planOf(host: string, facts: Facts, debian: string): BootPlan {
  const read = (path: string): string | null => textOf(join(host, path)) ?? null
  const defaults = fileOf(host, '/etc/default/grub')
  const dropins = namesIn(join(host, 'etc/default/grub.d'))
    .filter((name) => name.endsWith('.cfg') && !name.startsWith('.'))
    .flatMap((name) => fileOf(host, `/etc/default/grub.d/${name}`) ?? [])
  const [scripts, boot] = [join(host, 'etc/grub.d'), join(host, 'boot')]
  const { rootUuid, rootDevice } = { ...rootInTable(read('/etc/fstab') ?? ''), ...facts }
  return planBoot({
    ...(defaults && { defaults }),
    dropins,
    ...(exists(scripts) && { scripts: namesIn(scripts) }),
    ...(exists(boot) && { boot: namesIn(boot).filter((name) => kindOf(join(boot, name)) === 'file') }),
    read,
    kind: (path) => {
      const kind = exists(join(host, path)) ? kindOf(join(host, path)) : undefined
      return kind === 'file' || kind === 'folder' ? kind : undefined
    },
    ...(facts.absent && { absent: facts.absent }),
    debian,
    ...(rootUuid !== undefined && { rootUuid }),
    ...(rootDevice !== undefined && { rootDevice }),
    ...(facts.rootPartUuid !== undefined && { rootPartUuid: facts.rootPartUuid }),
    ...(facts.cpus !== undefined && { cpus: facts.cpus }),
    separateBoot: facts.separateBoot === true
  })
}

function json(answers: readonly Answer[]): string {
  const rows = answers.map(({ file, plan }) => {
    const { entries, ...rest } = plan
    return JSON.stringify({ file, ...rest, entries: entries.map(shown) })
  })
  return `[${rows.join(',\n')}]\n`
}

function shown({ kind, title, id, lines, entries }: BootEntry): object {
  return { kind, title, id, lines, entries: entries.map(shown) }
}

function speak({ messages, entries, boots, status }: BootPlan): void {
  process.stderr.write(messages.map((line) => `${line}\n`).join(''))
  process.stdout.write(menu(entries, '').join(''))
  if (boots !== undefined) process.stdout.write(`boots: ${boots}\n`)
  else
    process.stdout.write(
      status === null ? 'boots: unknown\n' : 'boots: as before, since no new menu is written\n'
    )
}

function menu(entries: readonly BootEntry[], indent: string): string[] {
  return entries.flatMap(({ title, lines, entries: inner }, index) => [
    `${indent}${index} ${title}\n`,
    ...lines.map((line) => `${indent}    ${line.replace(/\s+/g, ' ')}\n`),
    ...menu(inner, `${indent}  `)
  ])
}
