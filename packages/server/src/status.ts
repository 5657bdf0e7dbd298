import type { Asked } from './knowledge.js'

/** What an editor shows of the host that a text belongs to. */
export interface Status {
  /** The last part of its folder. */
  readonly host?: string
  /** `Debian 12`. */
  readonly releases: string
  /** `Xen 4.17`. */
  readonly xen: string
  /** Who says so: `as etc/debian_version says`. */
  readonly because: string
  readonly errors: number
  readonly warnings: number
}

export function statusOf({ snapshot, path }: Asked, host: string | undefined): Status {
  const { releases, because } = snapshot.target
  const problems = snapshot.problems(path)
  return {
    ...(host === undefined ? {} : { host: nameOf(host) }),
    releases: `Debian ${releases.map(({ debian }) => debian).join(', ')}`,
    xen: `Xen ${releases.map(({ xen }) => xen).join(', ')}`,
    because,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length
  }
}

/** The last part of a host's folder. */
export function nameOf(host: string): string {
  return host.slice(host.lastIndexOf('/') + 1) || '/'
}
