import type { SourceLookup } from '@xenlint/model'
import { parse } from '@xenlint/syntax'
import type { Folder } from './ifupdown.js'

/** The files of a folder as the reader finds them, from where it stands. */
export function lookupIn(folder: Folder): SourceLookup {
  const at = (path: string): string => path.replace(/^(\.\/)+/, '').replace(/\/+$/, '')
  const below = (path: string): string[] => {
    const prefix = at(path) === '.' || at(path) === '' ? '' : `${at(path)}/`
    const names = Object.keys(folder).filter((name) => name.startsWith(prefix))
    return [...new Set(names.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))]
  }
  return {
    read: (path) => {
      const text = folder[at(path)]
      if (text !== undefined) return parse('interfaces', text)
      return below(path).length > 0 ? 'folder' : 'absent'
    },
    list: (path) => {
      const names = below(path)
      return names.length > 0 ? names : 'absent'
    }
  }
}
