import { draftAt, type Host, type HostGuest, namesNodes, type Origin, planGuest } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { eachGuest } from './each-guest.js'
import { standing } from './standing.js'

/** xl takes CPUs up to the next multiple of 8 for possible, and Xen wants one of them to be there. */
export const cpusAbsent: HostRule = {
  id: 'cpus-absent',
  summary: 'A guest that is bound to CPUs, or prefers some, which the machine does not have.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findAbsent
}

function findAbsent({ host }: HostContext): Iterable<Finding> {
  return host.facts.cpus === undefined ? [] : absent(host)
}

const absent = eachGuest(
  (host, guest, needs) => bindingFault(host, guest, needs) ?? preferenceFault(host, guest)
)

function bindingFault(host: Host, guest: HostGuest, needs: readonly string[]): Finding | undefined {
  const setting = guest.settings.findLast(({ name }) => name === 'cpus')
  const { cpus } = host.facts
  if (!setting || cpus === undefined) return undefined
  const at = setting.value.origin
  return guest.isTaken() ? judge(host, guest, cpus, at) : refusedFor(host, guest, needs, cpus, at)
}

/** A machine with more CPUs would take the file. */
function refusedFor(
  host: Host,
  guest: HostGuest,
  needs: readonly string[],
  cpus: number,
  at: Origin
): Finding | undefined {
  const text = host.tree.read(guest.path)
  if (text === undefined) return undefined
  const machine = { cpus: manyCpus, uuid: () => '', generationId: () => [] }
  const { status } = planGuest({ file: guest.path, text }, host.release.xen, machine)
  if (status !== 0) return undefined
  return {
    case: 'refused',
    at,
    severity: standing(guest),
    needs,
    message: `The machine has ${counted(cpus)}, and none of these, so xl refuses the guest: \`vcpu hard affinity map is empty\`.`
  }
}

const manyCpus = 4096

function judge(host: Host, guest: HostGuest, cpus: number, at: Origin): Finding | undefined {
  const maps = draftAt(guest.plan().draft, 'b_info.vcpu_hard_affinity')
  if (!Array.isArray(maps) || maps.length === 0) return undefined
  const sets = maps as unknown as readonly (readonly (bigint | number)[])[]
  if (!sets.some((set) => set.every((cpu) => Number(cpu) >= cpus))) return undefined
  // Without hyperthreads the numbers of CPUs have holes.
  const isCertain = !host.boot.xenOptions?.some(({ name }) => name === 'smt')
  const isWhole = draftAt(guest.plan().draft, 'b_info.numa_placement') !== false
  const words = isWhole ? "Hard affinity completely outside of domain's cpupool!" : 'Setting vcpu affinity'
  const severity = standing(guest)
  return {
    case: 'unheld',
    at,
    severity: isCertain || severity === 'hint' ? severity : 'warning',
    message: `The machine has ${counted(cpus)}, and a vCPU is bound to others: that is refused, \`${words}\`, and the guest is not created.`
  }
}

/** libxl warns of CPUs that are preferred and not there, and starts the guest. */
function preferenceFault(host: Host, guest: HostGuest): Finding | undefined {
  const field = 'b_info.vcpu_soft_affinity'
  const { cpus } = host.facts
  const setting = guest.settings.findLast(({ name }) => name === 'cpus_soft')
  const maps = draftAt(guest.survey.draft, field)
  if (!setting || cpus === undefined || !guest.isTaken() || !Array.isArray(maps)) return undefined
  // Without hyperthreads the numbers of CPUs have holes, and which CPUs a node has nobody tells.
  if (host.boot.xenOptions?.some(({ name }) => name === 'smt')) return undefined
  if (namesNodes(setting.value)) return undefined
  const sets = maps as unknown as readonly (readonly (bigint | number)[])[]
  const vcpu = sets.findIndex((set) => set.length > 0 && set.every((cpu) => Number(cpu) >= cpus))
  if (vcpu < 0) return undefined
  const { value } = setting
  const item = value.kind === 'list' ? value.items[vcpu] : undefined
  return {
    case: 'preferred',
    at: item?.origin ?? value.origin,
    severity: standing(guest) === 'hint' ? 'hint' : 'warning',
    message: `The machine has ${counted(cpus)}, and ${item ? `vCPU ${vcpu}` : 'a vCPU'} prefers others, so \`cpus_soft\` does nothing: Xen starts the guest without it.`
  }
}

function counted(cpus: number): string {
  return cpus === 1 ? 'CPU 0 only' : `CPUs 0 to ${cpus - 1}`
}
