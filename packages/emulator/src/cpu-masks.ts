import { draftAt, type GuestPlan, type Origin, planGuest } from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { type Run, refuse, said, settingOrigin, wholeFile } from './run.js'

/** xl.conf says which CPUs guests may run on at all; a vCPU that is left with none ends xl. */
export function* maskCpus(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  const { cpus } = host.facts
  const [setting] = masksOf(run)
  if (!setting || cpus === undefined) return undefined
  if (boundCpus(run, cpus).every((map) => map.length > 0)) return undefined
  const whole = wholeFile(run)
  return yield* refuse(run, {
    said: said(run, 'affinity-empty'),
    why: 'xl.conf leaves one of its vCPUs no CPU to run on',
    origin: settingOrigin(run, 'cpus') ?? guest.vcpus?.origin ?? settingOrigin(run, 'maxvcpus') ?? whole,
    related: { message: 'xl.conf says so here.', origin: setting.origin }
  })
}

/** The CPUs that xl binds each vCPU to: what the file names, cut to what xl.conf allows. */
export function boundCpus(run: Run, cpus: number): number[][] {
  const { guest } = run
  const masks = masksOf(run)
  const field = 'b_info.vcpu_hard_affinity'
  if (masks.length === 0 && draftAt(guest.survey.draft, field) === undefined) return []
  const { draft } = guest.plan()
  const own = draftAt(draft, field)
  const maps = Array.isArray(own) ? own.map((map) => (Array.isArray(map) ? map.map(Number) : [])) : []
  if (masks.length === 0) return maps
  const allowed = masks.map(({ text }) => cpusIn(run, text, cpus))
  const [first = []] = allowed
  const most = Number(draftAt(draft, 'b_info.max_vcpus') ?? 0)
  const all = maps.length > 0 ? maps : Array.from({ length: most }, () => first)
  return all.map((map) => map.filter((cpu) => allowed.every((mask) => mask.includes(cpu))))
}

function masksOf({ guest, host }: Run): { text: string; origin: Origin }[] {
  const names = ['vm.cpumask', guest.type === 'pv' ? 'vm.pv.cpumask' : 'vm.hvm.cpumask']
  return names.flatMap((name) => host.xlConf.value(name) ?? [])
}

/** A mask is written as `cpus` of a guest is; one that cannot be read holds none. */
function cpusIn({ xen }: Run, mask: string, cpus: number): number[] {
  const text = `name = "mask"\nkernel = "/"\nvcpus = 1\ncpus = "${mask}"\n`
  const plan: GuestPlan = planGuest({ file: '', text }, xen, { cpus, uuid: () => '', generationId: () => [] })
  const maps = plan.status === 0 ? draftAt(plan.draft, 'b_info.vcpu_hard_affinity') : undefined
  const [first] = Array.isArray(maps) ? maps : []
  return Array.isArray(first) ? first.map(Number) : []
}
