import type { Host } from '@xenlint/model'
import { mixesScreens } from './screens.js'

/** All of a host but its guests. */
export interface Around {
  readonly parts: readonly unknown[]
  readonly paths: object | undefined
}

export function aroundOf({ tree: { paths }, ...host }: Host): Around {
  const { release, facts, network, boot, xlConf, toolstack } = host
  return { parts: [release, facts, network, boot, xlConf, toolstack, mixesScreens(host)], paths }
}

/** True where the same guests come up in the same way. */
export function isAlike(one: Around, other: Around): boolean {
  if (one === other) return true
  const { parts, paths } = one
  return (
    paths !== undefined && paths === other.paths && parts.every((part, index) => part === other.parts[index])
  )
}
