import { namesNodes } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** CPUs for vCPUs that the guest does not have, or that cannot run there. */
export const affinityUnused: Rule = {
  id: 'affinity-unused',
  summary: 'CPUs that are given to vCPUs which are not there, or cannot run on them.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnusedAffinity
}

const options = [
  { option: 'cpus', field: 'b_info.vcpu_hard_affinity' },
  { option: 'cpus_soft', field: 'b_info.vcpu_soft_affinity' }
]

function* findUnusedAffinity(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  for (const { option, field } of options) {
    const setting = settingOf(context, option)
    const maps = fieldOf(surveyed, field)
    if (!setting || !Array.isArray(maps)) continue
    const { value } = setting
    if (maps.length === 0 && (value.kind === 'text' || (value.kind === 'list' && value.items.length > 0)))
      yield {
        case: 'no-vcpus',
        at: setting.origin,
        message: `\`${option}\` does nothing without \`vcpus\`, even for a guest with one vCPU; add \`vcpus = 1\`.`,
        fixes: settingOf(context, 'vcpus') ? [] : [addition(option, setting.origin.start)]
      }
    else if (value.kind === 'list' && value.items.length > maps.length)
      yield {
        case: 'more-than-vcpus',
        at: value.items[maps.length]?.origin ?? value.origin,
        message: `\`${option}\` names CPUs for ${value.items.length} vCPUs, and the guest has ${maps.length}, so the rest is left out.`
      }
  }
  yield* preferencesApart(context, surveyed)
}

/** libxl warns of a vCPU that prefers CPUs which it may not run on, and starts the guest. */
function* preferencesApart(
  context: Context,
  surveyed: NonNullable<ReturnType<typeof surveyOf>>
): Iterable<Finding> {
  const [bound, preferred] = options.map(({ field }) => fieldOf(surveyed, field))
  const [hard, soft] = options.map(({ option }) => settingOf(context, option))
  if (!Array.isArray(bound) || !Array.isArray(preferred) || !hard || !soft) return
  // Which CPUs a node has, the machine decides.
  if ([hard, soft].some(({ value }) => namesNodes(value))) return
  const { value } = soft
  for (const [vcpu, map] of preferred.entries()) {
    const allowed = bound[vcpu]
    if (!Array.isArray(allowed) || allowed.length === 0 || !Array.isArray(map)) continue
    const may = new Set(allowed.map(Number))
    if (map.some((cpu) => may.has(Number(cpu)))) continue
    const item = value.kind === 'list' ? value.items[vcpu] : undefined
    const who = item || hard.value.kind === 'list' ? `vCPU ${vcpu}` : 'a vCPU'
    yield {
      case: 'apart',
      at: item?.origin ?? value.origin,
      message: `\`cpus_soft\` prefers CPUs on which ${who} cannot run, by \`cpus\`, so it does nothing.`
    }
    if (!item) return
  }
}

function addition(option: string, start: number): Fix {
  return {
    title: `Add \`vcpus = 1\`, so that \`${option}\` counts`,
    edits: [{ start, end: start, text: 'vcpus = 1\n' }],
    safe: false
  }
}
