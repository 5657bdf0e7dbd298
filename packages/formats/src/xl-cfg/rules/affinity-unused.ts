import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** CPUs for vCPUs that the guest does not have. */
export const affinityUnused: Rule = {
  id: 'affinity-unused',
  summary: 'CPUs that are given to vCPUs which are not there.',
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
}

function addition(option: string, start: number): Fix {
  return {
    title: `Add \`vcpus = 1\`, so that \`${option}\` counts`,
    edits: [{ start, end: start, text: 'vcpus = 1\n' }],
    safe: false
  }
}
