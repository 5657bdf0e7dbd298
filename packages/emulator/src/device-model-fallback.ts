import { emulatorPath, emulatorSays } from '@xenlint/catalogue'
import { absolutePath, draftAt } from '@xenlint/model'
import { isPresent } from './presence.js'
import type { Run } from './run.js'

/** True where libxl turns to the old QEMU of itself, as the one that it would take is not there. */
export function lacksNewModel({ guest, host, xen }: Pick<Run, 'guest' | 'host' | 'xen'>): boolean {
  if (!emulatorSays('device-model-fallback', xen)) return false
  const { draft } = guest.survey
  if (draftAt(draft, 'b_info.device_model_version') !== undefined) return false
  const own = draftAt(draft, 'b_info.device_model')
  const path = typeof own === 'string' ? absolutePath(own) : emulatorPath('device-model', xen)
  return isPresent(host, path) === false
}
