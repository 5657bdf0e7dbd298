import { deviceModelOf, type Unfit, unfitSettings } from '@xenlint/model'
import { lacksNewModel } from './device-model-fallback.js'
import { type Cause, type Run, said, settingOrigin, wholeFile } from './run.js'

/** What libxl says while it fills in what a file leaves open, of settings that do not go together. */
export function defaultsFault(run: Run): Cause | undefined {
  const { guest, xen } = run
  const [first] = guest.type === 'hvm' ? unfitSettings(guest.survey.draft, xen) : []
  if (!first) return undefined
  const origins = first.options.map((option) => settingOrigin(run, option))
  const origin = origins.find((each) => each) ?? wholeFile(run)
  return { said: said(run, textOf(first)), why: first.why, origin }
}

// Of each card libxl says it in other words.
function textOf({ kind, card }: Unfit): string {
  return card ? `${kind}-${card.kind}` : kind
}

export function isTraditional(run: Run): boolean {
  return deviceModelOf(run.guest.survey.draft, run.xen) === 'qemu_xen_traditional' || lacksNewModel(run)
}
