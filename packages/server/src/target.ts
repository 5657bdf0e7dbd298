import { releases } from '@xenlint/catalogue'
import type { Target } from '@xenlint/service'
import type { Settings } from './settings.js'

/** The release that the settings name; none where they name none that there is. */
export function targetOf({ debian, xen }: Settings): Target | undefined {
  if (debian === undefined && xen === undefined) return undefined
  const named = releases.filter(
    (release) =>
      (debian === undefined || release.debian === debian || release.codename === debian) &&
      (xen === undefined || release.xen === xen)
  )
  return named.length > 0 ? { releases: named, because: 'from the settings of the editor' } : undefined
}
