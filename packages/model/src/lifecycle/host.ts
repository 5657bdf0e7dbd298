/** A guest that runs, as `xl list` has it. */
export interface Running {
  readonly id: number
  readonly name: string
}

/** What decides what xendomains does: files of the host, and what they cannot tell. */
export interface LifecycleHost {
  readonly flavour: 'debian' | 'upstream'
  /** The text of `/etc/default/xendomains`; absent where it is not installed. */
  readonly defaults?: string
  readonly running: readonly Running[]
  /** False where xl prints what Debian's script takes for no guest at all. */
  readonly isLegible: boolean
  /** Calls that fail: `save:db`, `restore:*`. */
  readonly failing: readonly string[]
  /** Calls that take their time: `save:web:10`, in seconds. */
  readonly slow: readonly string[]
  /** Guests that are deaf to a shutdown. */
  readonly ignoring: readonly string[]
  /** The names in a folder, sorted; absent where there is no such folder. */
  list(folder: string): readonly string[] | undefined
  isFile(path: string): boolean
  /** The text of a file, null where there is none; nothing where the host's folder does not tell. */
  read?(path: string): string | null | undefined
  /** How a file begins. */
  head(path: string): string
  /** The name of the guest in a file; absent where it cannot be read or names none. */
  nameOf(path: string): string | undefined
}

/** A call of xl that changes something. */
export interface LifecycleCall {
  readonly command: string
  readonly status: number
}

export interface LifecyclePlan {
  /** The script's exit status; null where only a run would tell. */
  readonly status: number | null
  readonly calls: readonly LifecycleCall[]
  readonly output: readonly string[]
  /** Guests that run in the end, in the order of `xl list`. */
  readonly running: readonly string[]
  /** State files in the end, sorted. */
  readonly saved: readonly string[]
}
