import {
  type Host,
  isListLegible,
  type LifecycleHost,
  type LifecyclePlan,
  planLifecycle
} from '@xenlint/model'
import type { Event, Parting } from './event.js'
import { seesNames } from './start.js'
import type { Domain, State } from './state.js'

const defaultsPath = '/etc/default/xendomains'

/** What xendomains does with the guests that run when the host goes down; what is left loses its power. */
export function* stop(host: Host, state: State): Generator<Event> {
  const plan = planLifecycle(lifecycleHost(host, [...state.domains.values()]), 'stop')
  const left = new Map(state.domains)
  for (const { command, status } of plan.calls) {
    const [, doing = '', id = ''] = /^xl (migrate|save|shutdown) (\d+)/.exec(command) ?? []
    const domain = left.get(Number(id))
    if (!domain || status !== 0 || (doing === 'shutdown' && plan.running.includes(domain.name))) continue
    left.delete(domain.id)
    yield { type: 'parted', id: domain.id, name: domain.name, how: endings[doing] ?? 'shut-down' }
  }
  const why = reasonOf(host, plan)
  for (const { id, name } of left.values()) yield { type: 'parted', id, name, how: 'lost', why }
}

const endings: Readonly<Record<string, Parting['how']>> = {
  migrate: 'migrated',
  save: 'saved',
  shutdown: 'shut-down'
}

function reasonOf(host: Host, { status }: LifecyclePlan): string {
  if (status === null) return 'xendomains waits for it for ever'
  return seesNames(host)
    ? 'xendomains leaves it running'
    : 'xendomains cannot read what xl lists, and finds no guest'
}

/** The state files that xendomains restores before it starts anything, and whether facts know that one fails. */
export function restored(host: Host): { readonly path: string; readonly fails: boolean }[] {
  const machine = lifecycleHost(host, [])
  if ((machine.list(host.lifecycle.saveFolder ?? '') ?? []).length === 0) return []
  const { calls } = planLifecycle(machine, 'start')
  return calls.flatMap(({ command, status }) => {
    const [, path] = /^xl restore (\S+)$/.exec(command) ?? []
    return path === undefined ? [] : [{ path, fails: status !== 0 }]
  })
}

function lifecycleHost(host: Host, domains: readonly Domain[]): LifecycleHost {
  const { facts, tree, lifecycle } = host
  const defaults = tree.read(tree.real(defaultsPath))
  const kind = (path: string): ReturnType<typeof tree.kind> => tree.kind(tree.real(path))
  const saved = facts.saved ?? []
  return {
    flavour: facts.xendomains ?? 'debian',
    ...(defaults !== undefined && { defaults }),
    running: domains.map(({ id, name }) => ({ id, name })),
    isLegible: isListLegible(host.xlConf, host.release.xen),
    failing: [...(facts.failing ?? []), ...withoutRoom(host, domains)],
    slow: facts.slow ?? [],
    ignoring: facts.ignoring ?? [],
    list(folder) {
      const names = tree.list(tree.real(folder))
      const more = folder === lifecycle.saveFolder && domains.length === 0 ? saved : []
      return names || more.length > 0 ? [...new Set([...(names ?? []), ...more])].sort() : undefined
    },
    isFile: (path) =>
      kind(path) === 'file' ||
      (domains.length === 0 && saved.some((name) => path === `${lifecycle.saveFolder}/${name}`)),
    head: (path) => (tree.read(tree.real(path)) ?? '').slice(0, 16),
    nameOf: () => undefined
  }
}

/** Guests whose memory does not fit where they are saved: saving stops there, and they run on. */
function withoutRoom({ facts, lifecycle }: Host, domains: readonly Domain[]): string[] {
  let freeKiB = (facts.freeMiB?.[lifecycle.saveFolder ?? ''] ?? Number.POSITIVE_INFINITY) * 1024
  const failing: string[] = []
  for (const { name, memoryKiB } of domains) {
    if (memoryKiB > freeKiB) failing.push(`save:${name}`)
    else freeKiB -= memoryKiB
  }
  return failing
}
