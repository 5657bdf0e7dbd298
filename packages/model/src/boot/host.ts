/** What decides how a host boots: its files, as they lie under `/`, and what they cannot tell. */
export interface BootHost {
  /** `/etc/default/grub`, and the `*.cfg` of `grub.d`; the path as the host has it. */
  readonly defaults?: BootFile
  readonly dropins: readonly BootFile[]
  /** Names in `/etc/grub.d`; absent where the folder is not at hand: then those of the package. */
  readonly scripts?: readonly string[]
  /** Names of the regular files in `/boot`, links followed; absent where the folder is not at hand. */
  readonly boot?: readonly string[]
  /** The text of a file by its path, or null where the host has none of that name. */
  read(path: string): string | null
  /** What stands at a path, links followed; nothing where the host comes without it. */
  kind?(path: string): 'file' | 'folder' | undefined
  /** Paths that facts say are not there. */
  readonly absent?: readonly string[]
  /** Its release: `12`. */
  readonly debian?: string
  readonly rootUuid?: string
  readonly rootDevice?: string
  readonly rootPartUuid?: string
  /** True where `/boot` is a file system of its own. */
  readonly separateBoot: boolean
  readonly cpus?: number
}

export interface BootFile {
  readonly path: string
  readonly text: string
}

/** An entry of GRUB's menu, as grub-mkconfig writes it. */
export interface BootEntry {
  readonly kind: 'menuentry' | 'submenu'
  readonly title: string
  readonly id: string
  /** The commands that load something. */
  readonly lines: readonly string[]
  readonly entries: readonly BootEntry[]
}

/** What grub-mkconfig makes of a host, and what GRUB boots then. */
export interface BootPlan {
  /** grub-mkconfig's exit status; null where only a run would tell. */
  readonly status: number | null
  /** Its lines on standard error, and what could not be found out. */
  readonly messages: readonly string[]
  /** GRUB's `default`, as it is written. */
  readonly default?: string
  /** The titles on the way to the entry that boots. */
  readonly boots?: string
  /** Whether that is Xen. */
  readonly xen?: boolean
  readonly entries: readonly BootEntry[]
}
