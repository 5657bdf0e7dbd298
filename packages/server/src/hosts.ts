import { formatOf, formats, placeOf, recognise } from '@xenlint/formats'
import { type Input, open, type Snapshot, type SourceFile } from '@xenlint/service'
import type { Disk } from './documents.js'

/** A text that an editor holds open; it counts instead of the one on disk. */
export interface OpenText {
  readonly path: string
  readonly text: string
  /** The editor's word for its language: `xenlint-xl-cfg`. */
  readonly language: string
}

/** The hosts that open texts belong to, each a snapshot; a text that is no host's is one for itself. */
export interface Hosts {
  /** The snapshot that holds a path, if one does. */
  of(path: string): Snapshot | undefined
  put(opened: OpenText): void
  close(path: string): void
  /** What lies on disk has changed; answers whether it concerns a host that is known. */
  refresh(path: string): boolean
  /** From now on all are asked so. */
  ask(question: Omit<Input, 'files'>): void
  /** All paths that share a snapshot with this one. */
  neighbours(path: string): readonly string[]
}

export function hosts(disk: Disk): Hosts {
  const opened = new Map<string, OpenText>()
  const known = new Map<string, Snapshot>()
  let question: Omit<Input, 'files'> = {}

  function change(path: string, source: SourceFile | undefined): void {
    const host = hostOf(path)
    const before = known.get(host) ?? open({ ...question, files: filesOf(path, disk) })
    known.set(host, before.change(new Map([[path, source]])))
  }

  return {
    of: (path) => known.get(hostOf(path)),
    put(text) {
      opened.set(text.path, text)
      change(text.path, sourceOf(text))
    },
    close(path) {
      opened.delete(path)
      const host = hostOf(path)
      if ([...opened.keys()].some((each) => hostOf(each) === host)) change(path, onDisk(path, disk))
      else known.delete(host)
    },
    refresh(path) {
      if (opened.has(path) || !known.has(hostOf(path))) return false
      change(path, onDisk(path, disk))
      return true
    },
    ask(asked) {
      question = asked
      for (const [host, { input }] of known) known.set(host, open({ ...question, files: input.files }))
    },
    neighbours: (path) => [...opened.keys()].filter((each) => hostOf(each) === hostOf(path))
  }
}

/** The name of a host among the others: its folder, or the path of a file that no host holds. */
function hostOf(path: string): string {
  const place = placeOf(formats, path)
  return place ? `${place.host}/` : path
}

/** The files of the host that a path belongs to, as they lie on disk. */
function filesOf(path: string, disk: Disk): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  const place = placeOf(formats, path)
  if (!place) return files
  for (const folder of folders) {
    for (const name of disk.names(`${place.host}/${folder}`)) {
      const file = `${place.host}/${folder}/${name}`
      const source = onDisk(file, disk)
      if (source) files.set(file, source)
    }
  }
  return files
}

/** Where files of ours may lie on a host. */
export const folders: readonly string[] = [
  ...new Set(formats.flatMap(({ paths }) => paths.map((path) => path.slice(0, path.lastIndexOf('/')))))
]

function onDisk(path: string, disk: Disk): SourceFile | undefined {
  if (!placeOf(formats, path)) return undefined
  const text = disk.read(path)
  return text === undefined ? undefined : sourceOf({ path, text, language: '' })
}

// In its place on a host a file is what the terminal takes it for; elsewhere the word of the user comes first.
function sourceOf({ path, text, language }: OpenText): SourceFile | undefined {
  const chosen = formatOf(language.replace(/^xenlint-/, ''))
  const format = placeOf(formats, path)
    ? recognise(formats, path, text)
    : (chosen ?? recognise(formats, path, text))
  return format ? { text, format: format.id } : undefined
}
