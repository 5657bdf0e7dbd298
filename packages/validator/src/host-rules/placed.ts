import type { Host, Origin } from '@xenlint/model'

/** A place as people are shown it: what ifup reads is told by the paths of the host. */
export function placed(host: Host, at: Origin): Origin {
  return { ...at, file: host.shown(at.file) }
}
