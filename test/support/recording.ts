import type { Facts } from '@xenlint/model'

/** A machine that can be booted: what lies on its disk, by path without the first `/`, and what stands around it. */
export interface BootableHost {
  readonly facts: Facts & { readonly memoryMiB: number; readonly cpus: number }
  readonly files: Readonly<Record<string, string>>
  /** Links by their path, each with what it holds. */
  readonly links: Readonly<Record<string, string>>
}

/** What the real Xen made of a host. */
export interface Recording {
  /** The programs that were run, each with its version. */
  readonly by: Readonly<Record<string, string>>
  readonly guests: readonly RecordedGuest[]
  /** What `xl list` says once all guests were tried. */
  readonly list: readonly RecordedDomain[]
  /** As the network leaves them, before guests join. */
  readonly bridges: readonly { readonly name: string; readonly ports: readonly string[] }[]
  readonly freeKiB: { readonly before: number; readonly after: number }
}

/** A guest that xendomains tried to start. */
export interface RecordedGuest {
  readonly file: string
  readonly state: 'running' | 'failed'
  /** What xl printed where the guest failed, masked. */
  readonly messages: readonly string[]
  /** What xl said of one that came up, masked, which xendomains does not show; the first recordings are without it. */
  readonly remarks?: readonly string[]
}

export interface RecordedDomain {
  readonly name: string
  readonly id: number
  readonly memoryMiB: number
}

/** Leaves out of a line of xl what no file decides: process ids, positions in xl's source, loop devices. */
export function masked(line: string): string {
  return line
    .replace(/ \[\d+\] /g, ' [PID] ')
    .replace(/^((?:libxl|xc|xl): \w+: (?:panic: )?)\S+\.c:\d+:\s*/, '$1')
    .replace(/Device \S+ is mounted/, 'Device DEVICE is mounted')
    .replace(/through 7:\d+,/, 'through 7:MINOR,')
    .trim()
}
