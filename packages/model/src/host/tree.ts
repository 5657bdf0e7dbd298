import type { Kernel } from './kernel-image.js'

/**
 * The folder of a host as its own programs see it. Paths are the host's own and start with `/`;
 * links are followed as on the host. Who makes one says when it is asked: answers never change.
 */
export interface HostTree {
  /** `undefined` where the folder holds nothing of that path, which says nothing about the machine. */
  kind(path: string): 'file' | 'folder' | 'unreadable' | undefined
  /** The text of a file that can be read. */
  read(path: string): string | undefined
  /** What the headers of a kernel say; absent where nobody reads other files than texts. */
  kernel?(path: string): Kernel | undefined
  /** The names in a folder, in no certain order; `undefined` where there is none. */
  list(path: string): readonly string[] | undefined
  /** The path itself, once every link on the way is followed. */
  real(path: string): string
  /** True where the folder is the machine's own `/`: what it does not hold is not there. */
  readonly whole: boolean
  /** The same object as long as no path comes or goes; absent where nobody keeps count. */
  readonly paths?: object
}
