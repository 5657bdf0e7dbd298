import type { Input } from '@xenlint/service'
import type { Settings } from './settings.js'

/** What a host, or a file that no host holds, is asked with. */
export interface Circumstances extends Omit<Input, 'files'> {
  /** The format that somebody gave to a path, whatever it looks like. */
  kind(path: string): string | undefined
  /** True for a file that nobody wants to hear of. */
  ignores(path: string): boolean
  /** What keeps a configuration or a facts file from being read, in sentences. */
  faults: readonly string[]
}

/** Who finds out the circumstances: the terminal does, so that an editor shows what it prints. */
export interface Surroundings {
  /** Of a path; `host` is the folder that stands for its `/`, where there is one. */
  survey(path: string, host: string | undefined, settings: Settings): Promise<Circumstances>
  /** Globs of the files that a survey reads. */
  readonly watched: readonly string[]
}
