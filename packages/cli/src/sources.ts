import { dirname, join, normalize } from 'node:path'
import type { SourceLookup } from '@xenlint/model'
import { parse } from '@xenlint/syntax'
import { entriesOf, kindOf, readText } from './disk.js'

/** The files that a host's own file sources: nothing leads out of the host's folder. */
export function hostLookup(host: string): SourceLookup {
  return lookup((path) => join(host, normalize(join('/', path))))
}

/** The files that lie beside a file alone; of the machine it is for, nothing is there. */
export function fileLookup(file: string): SourceLookup {
  return lookup((path) => (path.startsWith('/') ? undefined : join(dirname(file), path)))
}

// Debian's ifupdown brings this folder along, empty.
const ownFolder = '/etc/network/interfaces.d'

function lookup(place: (path: string) => string | undefined): SourceLookup {
  return {
    read(path) {
      const real = place(path)
      const kind = real === undefined ? undefined : kindOf(real)
      if (real === undefined || kind === undefined || typeof kind === 'object') return 'absent'
      if (kind === 'folder') return 'folder'
      const found = readText(real)
      return 'fault' in found ? 'unknown' : parse('interfaces', found.text)
    },
    list(path) {
      const real = place(path)
      const entries = real === undefined ? undefined : entriesOf(real)
      if (Array.isArray(entries)) return entries.map(({ name }) => name)
      return path.replace(/\/+$/, '') === ownFolder ? [] : 'absent'
    }
  }
}
