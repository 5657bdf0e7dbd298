import { draftAt, type GuestPlan, planGuest } from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { type Run, refuse, said, settingOrigin } from './run.js'

/** xl.conf says which CPUs guests may run on at all; a vCPU that is left with none ends xl. */
export function* maskCpus(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  const names = ['vm.cpumask', guest.type === 'pv' ? 'vm.pv.cpumask' : 'vm.hvm.cpumask']
  const settings = names.flatMap((name) => host.xlConf.value(name) ?? [])
  const { cpus } = host.facts
  const [setting] = settings
  if (!setting || cpus === undefined || !guest.vcpus) return undefined
  const masks = settings.map(({ text }) => cpusIn(run, text, cpus))
  const own = draftAt(guest.plan().draft, 'b_info.vcpu_hard_affinity')
  const maps = Array.isArray(own) ? own : [undefined]
  const isLeft = maps.every((map) => {
    const wanted = Array.isArray(map) ? map.map(Number) : masks[0]
    return wanted?.some((cpu) => masks.every((mask) => mask.includes(cpu)))
  })
  if (isLeft) return undefined
  return yield* refuse(run, {
    said: said(run, 'affinity-empty'),
    why: 'xl.conf leaves one of its vCPUs no CPU to run on',
    origin: settingOrigin(run, 'cpus') ?? guest.vcpus.origin,
    related: { message: 'xl.conf says so here.', origin: setting.origin }
  })
}

/** A mask is written as `cpus` of a guest is; one that cannot be read holds none. */
function cpusIn({ xen }: Run, mask: string, cpus: number): number[] {
  const text = `name = "mask"\nkernel = "/"\nvcpus = 1\ncpus = "${mask}"\n`
  const plan: GuestPlan = planGuest({ file: '', text }, xen, { cpus, uuid: () => '', generationId: () => [] })
  const maps = plan.status === 0 ? draftAt(plan.draft, 'b_info.vcpu_hard_affinity') : undefined
  const [first] = Array.isArray(maps) ? maps : []
  return Array.isArray(first) ? first.map(Number) : []
}
