import {
  type Dialect,
  dialectOf,
  type InterfacesReading,
  readInterfaces,
  unknownSources
} from '@xenlint/model'
import type { Root } from '@xenlint/syntax'
import type { Context } from '@xenlint/validator'

/** What a file says, read alone: of the files that it sources nothing is known. */
export interface Reading extends InterfacesReading {
  readonly dialect: Dialect
}

const read = new WeakMap<Root, Reading & { readonly file: string }>()

/** The reading of a file, made once for all rules. */
export function readingOf({ tree, file }: Pick<Context, 'tree' | 'file'>): Reading {
  const known = read.get(tree)
  if (known?.file === file) return known
  const made = { ...readInterfaces({ file, tree }, unknownSources), dialect: dialectOf(tree, file), file }
  read.set(tree, made)
  return made
}
