import {
  type Dialect,
  dialectOf,
  type Iface,
  type InterfacesReading,
  membersOf,
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

/** A stanza, and how bad it is where ifup gives up on it. */
export interface Tried {
  readonly iface: Iface
  readonly severity: 'error' | 'warning'
}

/** The stanzas of a file that ifup takes; it brings up only those of `auto` by itself. */
export function* triedStanzas(context: Context): Iterable<Tried> {
  const { dialect, accepted, ifaces, classes } = readingOf(context)
  if (dialect.id !== 'classic' || !accepted) return
  const started = new Set(membersOf({ classes }, 'auto'))
  for (const iface of ifaces) yield { iface, severity: started.has(iface.name) ? 'error' : 'warning' }
}
