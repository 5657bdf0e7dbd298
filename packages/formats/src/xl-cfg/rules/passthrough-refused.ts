import { draftAt } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule, withoutStatement } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** PCI devices beside settings that forbid them. */
export const passthroughRefused: Rule = {
  id: 'passthrough-refused',
  summary:
    'PCI devices of a guest that may have none: its memory is populated on demand, or `passthrough` is off.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findForbiddenDevices
}

function* findForbiddenDevices(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const { draft } = survey
  const devices = context.settings.findLast(({ name }) => name === 'pci')
  if (!devices || draftAt(draft, 'pcidevs') === undefined) return
  const needs = needsOf(context)
  const memory = draftAt(draft, 'b_info.target_memkb')
  const most = draftAt(draft, 'b_info.max_memkb')
  const maximum = context.settings.findLast(({ name }) => name === 'maxmem')
  if (
    survey.guest === 'hvm' &&
    typeof memory === 'bigint' &&
    typeof most === 'bigint' &&
    memory < most &&
    maximum
  )
    yield {
      case: 'on-demand',
      at: maximum.origin,
      needs,
      message:
        '`maxmem` is above `memory`, and an HVM guest with PCI devices must have all its memory from the start, so it is not created.',
      related: [{ at: devices.nameOrigin, message: 'The devices.' }]
    }
  const switched = context.settings.findLast(({ name }) => name === 'passthrough')
  if (switched && draftAt(draft, 'c_info.passthrough') === 'disabled')
    yield {
      case: 'disabled',
      at: switched.value.origin,
      needs,
      message: '`passthrough` is off, and `pci` names devices, so the guest is not created.',
      related: [{ at: devices.nameOrigin, message: 'The devices.' }],
      fixes: [
        {
          title: 'Delete `passthrough`, so that the devices are passed on',
          edits: [withoutStatement(context.text, switched.origin)],
          safe: false
        }
      ]
    }
}
