import type { Root } from '@xenlint/syntax'
import { expand, matcher, type Pattern } from './expansion.js'

/** How the reader finds the files that one sources; who calls it knows where they lie. */
export interface SourceLookup {
  /** The tree of a file, by the path that the reader made of it. */
  read(path: string): Root | 'absent' | 'folder' | 'unknown'
  /** What lies in a folder. */
  list(path: string): readonly string[] | 'absent' | 'unknown'
}

/** Nothing is known of any other file. */
export const unknownSources: SourceLookup = { read: () => 'unknown', list: () => 'unknown' }

/** A file to read, or a folder whose files follow. */
export interface SourceStep {
  readonly path: string
  readonly isFolder: boolean
}

/** What a `source` line leads to, in the order in which it is read. */
export interface SourceFiles {
  readonly steps: readonly SourceStep[]
  /** True where something that is not known decides. */
  readonly unknown: boolean
}

/** The files of a `source` or `source-directory` line; a relative path starts at the folder of the file it stands in. */
export function filesOf(
  source: { readonly text: string; readonly isFolder: boolean },
  file: string,
  lookup: SourceLookup
): SourceFiles {
  const words = expand(source.text.startsWith('/') ? source.text : `${folderOf(file)}/${source.text}`)
  if (words === 'refused') return { steps: [], unknown: false }
  if (words === 'unknown') return { steps: [], unknown: true }
  const steps: SourceStep[] = []
  let unknown = false
  for (const word of words) {
    for (const path of pathsOf(word, lookup)) {
      if (path === undefined) unknown = true
      else if (!source.isFolder) steps.push({ path, isFolder: false })
      else unknown = !addFolder(path, lookup, steps) || unknown
    }
  }
  return { steps, unknown }
}

function addFolder(path: string, lookup: SourceLookup, steps: SourceStep[]): boolean {
  const names = lookup.list(path)
  if (names === 'unknown') return false
  if (names === 'absent') return true
  const read = names.filter((name) => /^[A-Za-z0-9_-]+$/.test(name)).sort()
  steps.push({ path, isFolder: true })
  steps.push(...read.map((name) => ({ path: `${path}/${name}`, isFolder: false })))
  return true
}

// As dirname(3) has it: several slashes count as one.
function folderOf(file: string): string {
  const slash = file.lastIndexOf('/')
  if (slash < 0) return '.'
  return file.slice(0, slash).replace(/\/+$/, '') || '/'
}

/** The paths that a word stands for; `undefined` where a folder's names are not known. */
function pathsOf(word: readonly Pattern[], lookup: SourceLookup): (string | undefined)[] {
  const written = word.map(({ text }) => text).join('')
  if (!word.some(isWild)) return [written]
  let found = ['']
  for (const [index, segment] of segmentsOf(word).entries()) {
    const grown: string[] = []
    for (const path of found) {
      const before = index === 0 ? '' : `${path}/`
      if (!segment.some(isWild)) {
        grown.push(before + segment.map(({ text }) => text).join(''))
        continue
      }
      const names = lookup.list(before || '.')
      if (names === 'unknown') return [undefined]
      if (names === 'absent') continue
      const fits = matcher(segment)
      grown.push(
        ...[...names]
          .sort()
          .filter(fits)
          .map((name) => before + name)
      )
    }
    found = grown
  }
  // A pattern without a match stands for itself.
  return found.length > 0 ? found : [written]
}

function isWild({ text, isGlob }: Pattern): boolean {
  return isGlob && /[*?[]/.test(text)
}

function segmentsOf(word: readonly Pattern[]): Pattern[][] {
  const segments: Pattern[][] = [[]]
  for (const { text, isGlob } of word) {
    for (const [index, part] of text.split('/').entries()) {
      if (index > 0) segments.push([])
      if (part !== '') segments.at(-1)?.push({ text: part, isGlob })
    }
  }
  return segments
}
