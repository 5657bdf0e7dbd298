import { deviceStrings, type Origin, virtualDevice } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** Two disks under one name in the guest. */
export const diskNameRepeated: Rule = {
  id: 'disk-name-repeated',
  summary: 'Two disks that the guest would see under one name.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findRepeatedNames
}

function* findRepeatedNames(context: Context): Iterable<Finding> {
  const taken = new Map<string, Origin>()
  for (const { draft, find } of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const name = draft['vdev']
    const at = typeof name === 'string' && name !== '' ? find(name) : undefined
    if (typeof name !== 'string' || !at) continue
    const device = virtualDevice(name) ?? name
    const before = taken.get(device)
    if (!before) taken.set(device, at)
    else
      yield {
        case: 'repeated',
        at,
        needs: needsOf(context),
        message: `\`${name}\` is another disk already, so the guest is not created; give each its own name.`,
        related: [{ at: before, message: 'The first of them.' }]
      }
  }
}
