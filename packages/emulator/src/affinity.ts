import { draftAt, namesNodes } from '@xenlint/model'
import { boundCpus } from './cpu-masks.js'
import { hasOtherPools, poolOf } from './cpu-pools.js'
import type { GuestEvent, Refused } from './event.js'
import { wantsFurtherNodes } from './file.js'
import {
  type Cause,
  doubt,
  type Run,
  refuse,
  type Said,
  said,
  settingOrigin,
  warn,
  wholeFile
} from './run.js'

/** Each vCPU is bound to CPUs, of which Xen wants one to be there, and told which it is to prefer. */
export function* bindCpus(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { cpus } = run.host.facts
  if (cpus === undefined) return undefined
  if (wantsFurtherNodes(run.guest) && (run.host.facts.nodes ?? 1) > 1) return undefined
  const bound = boundCpus(run, cpus)
  const preferred = preferredCpus(run)
  if (bound.length === 0 && preferred.length === 0) return undefined
  const isThere = (cpu: number): boolean => cpu < cpus
  const unheld = bound.findIndex((map) => !map.some(isThere))
  if (hasOtherPools(run.host) || poolOf(run) !== 'usual') {
    const origin = settingOrigin(run, bound.length > 0 ? 'cpus' : 'cpus_soft')
    yield doubt('which CPUs belong to its pool decides', [], origin)
    return undefined
  }
  const isKnown = !run.host.boot.xenOptions?.some(({ name }) => name === 'smt')
  // One text for all vCPUs is looked at as a whole, in search of a node; of a list each goes to Xen by itself.
  const isWhole = draftAt(run.guest.plan().draft, 'b_info.numa_placement') !== false
  if (isKnown && !(isWhole && unheld >= 0)) {
    const reached = preferred.slice(0, unheld < 0 ? preferred.length : unheld)
    const idle = reached.flatMap((map, vcpu) =>
      map.some((cpu) => isThere(cpu) && (bound[vcpu]?.includes(cpu) ?? true)) ? [] : [vcpu]
    )
    if (idle.length > 0) yield* warn(run, idlePreference(run, idle))
  }
  if (unheld < 0) return undefined
  const whole = wholeFile(run)
  const setting = run.guest.settings.findLast(({ name }) => name === 'cpus')
  const origin = setting?.value.origin ?? run.guest.vcpus?.origin ?? whole
  const why = `a vCPU is bound to CPUs that the machine does not have, which has ${cpus}`
  // Without hyperthreads the numbers of CPUs have holes.
  if (!isKnown) {
    yield { ...doubt(why, [], origin), case: 'affinity-unheld' }
    return undefined
  }
  const lines = isWhole
    ? said(run, 'affinity-outside', { code: -6 })
    : said(run, 'affinity-unheld', { vcpu: unheld, code: -3 })
  return yield* refuse(run, { said: lines, why, origin })
}

/** What the file says of each vCPU; nothing where it speaks of nodes, of which nobody knows the CPUs. */
function preferredCpus({ guest }: Run): number[][] {
  const field = 'b_info.vcpu_soft_affinity'
  if (draftAt(guest.survey.draft, field) === undefined) return []
  const setting = guest.survey.counting.get('cpus_soft')
  if (setting && namesNodes(setting.value)) return []
  const maps = draftAt(guest.plan().draft, field)
  return Array.isArray(maps) ? maps.map((map) => (Array.isArray(map) ? map.map(Number) : [])) : []
}

function idlePreference(run: Run, vcpus: readonly number[]): Cause {
  const name = 'affinity-idle'
  const texts: Said[] = vcpus.map((vcpu) => said(run, name, { vcpu }))
  const who =
    vcpus.length === 1
      ? `vCPU ${vcpus[0]} prefers`
      : `vCPUs ${vcpus.slice(0, -1).join(', ')} and ${vcpus.at(-1)} prefer`
  return {
    said: { name, status: 0, lines: texts.flatMap(({ lines }) => lines) },
    why: `${who} CPUs on which ${vcpus.length === 1 ? 'it' : 'they'} cannot run, so \`cpus_soft\` does nothing there`,
    origin: settingOrigin(run, 'cpus_soft') ?? wholeFile(run)
  }
}
