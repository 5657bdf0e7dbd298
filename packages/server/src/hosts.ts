import { detect, detectNamed, formatOf, formats, placeOf } from '@xenlint/formats'
import { open, type Snapshot, type SourceFile } from '@xenlint/service'
import type { Disk } from './documents.js'
import type { Circumstances } from './surroundings.js'

/** A text that an editor holds open; it counts instead of the one on disk. */
export interface OpenText {
  readonly path: string
  readonly text: string
  /** The editor's word for its language: `xenlint-xl-cfg`. */
  readonly language: string
}

/** The hosts that open texts belong to, each a snapshot; a text that is no host's is one for itself. */
export interface Hosts {
  /** The snapshot that holds a path, once its circumstances are known. */
  of(path: string): Snapshot | undefined
  put(opened: OpenText): void
  close(path: string): void
  /** The text on disk has changed; answers whether that concerns a host that is known. */
  refresh(path: string): boolean
  /** The open paths that share a snapshot with this one, itself among them. */
  neighbours(path: string): readonly string[]
  /** Circumstances may have changed: each host is asked for anew. */
  again(): void
}

/** Finds out the circumstances of a host, named by its folder, or of a path that no host holds; later, `ready` is told. */
export type Ask = (path: string, host: string | undefined, ready: (found: Circumstances) => void) => void

export function hosts(disk: Disk, ask: Ask): Hosts {
  const opened = new Map<string, OpenText>()
  const known = new Map<string, { snapshot: Snapshot; circumstances: Circumstances }>()
  const asked = new Map<string, { readonly path: string }>()

  // An open text is put in place when its host is known, however many edits came before.
  function settle(name: string, path: string, circumstances: Circumstances): void {
    const { kind: _, ignores: __, faults: ___, ...question } = circumstances
    const files = filesOf(path, disk, circumstances)
    for (const text of opened.values()) {
      const source = hostOf(text.path) === name ? sourceOf(text, circumstances) : undefined
      if (source) files.set(text.path, source)
    }
    known.set(name, { snapshot: open({ ...question, files }), circumstances })
  }

  function inquire(name: string, path: string): void {
    const turn = { path }
    asked.set(name, turn)
    // Only the last question that was put about a host counts.
    ask(path, placeOf(formats, path)?.host, (found) => {
      if (asked.get(name) === turn) settle(name, path, found)
    })
  }

  function change(path: string, read: (circumstances: Circumstances) => SourceFile | undefined): void {
    const name = hostOf(path)
    const before = known.get(name)
    if (before) {
      const { snapshot, circumstances } = before
      known.set(name, { snapshot: snapshot.change(new Map([[path, read(circumstances)]])), circumstances })
    } else if (!asked.has(name)) inquire(name, path)
  }

  const neighbours = (path: string): string[] => {
    const name = hostOf(path)
    return [...opened.keys()].filter((each) => hostOf(each) === name)
  }

  return {
    of: (path) => known.get(hostOf(path))?.snapshot,
    neighbours,
    put(text) {
      opened.set(text.path, text)
      change(text.path, (circumstances) => sourceOf(text, circumstances))
    },
    close(path) {
      opened.delete(path)
      if (neighbours(path).length > 0)
        return change(path, (circumstances) => onDisk(path, disk, circumstances))
      known.delete(hostOf(path))
      asked.delete(hostOf(path))
    },
    refresh(path) {
      if (opened.has(path) || !known.has(hostOf(path)) || !placeOf(formats, path)) return false
      change(path, (circumstances) => onDisk(path, disk, circumstances))
      return true
    },
    again() {
      for (const [name, { path }] of [...asked]) inquire(name, path)
    }
  }
}

/** The name of a host among the others: its folder, or the path of a file that no host holds. */
function hostOf(path: string): string {
  const place = placeOf(formats, path)
  return place ? `${place.host}/` : path
}

/** The files of the host that a path belongs to, as they lie on disk. */
function filesOf(path: string, disk: Disk, circumstances: Circumstances): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  const place = placeOf(formats, path)
  if (!place) return files
  for (const folder of folders) {
    for (const name of disk.names(`${place.host}/${folder}`)) {
      const file = `${place.host}/${folder}/${name}`
      const source = placeOf(formats, file) && onDisk(file, disk, circumstances)
      if (source) files.set(file, source)
    }
  }
  return files
}

/** Where files of ours may lie on a host. */
export const folders: readonly string[] = [
  ...new Set(formats.flatMap(({ paths }) => paths.map((path) => path.slice(0, path.lastIndexOf('/')))))
]

function onDisk(path: string, disk: Disk, { kind, ignores }: Circumstances): SourceFile | undefined {
  const text = ignores(path) ? undefined : disk.read(path)
  if (text === undefined) return undefined
  const found = detect(formats, path, text)
  const format = kind(path) ?? (found?.leftOut ? undefined : found?.format.id)
  return format ? { text, format } : undefined
}

// In its place on a host a file is what the terminal takes it for; elsewhere the word of the user comes first.
function sourceOf(
  { path, text, language }: OpenText,
  { kind, ignores }: Circumstances
): SourceFile | undefined {
  if (ignores(path)) return undefined
  const chosen = placeOf(formats, path) ? undefined : formatOf(language.replace(prefix, ''))?.id
  const found = detectNamed(formats, path, text)
  const format = kind(path) ?? chosen ?? (found?.leftOut === 'template' ? undefined : found?.format.id)
  return format ? { text, format } : undefined
}

/** What the extension puts before a format to name a language: others have an `interfaces` too. */
const prefix = /^xenlint-/

/** The editor's word for a format. */
export function languageOf(format: string): string {
  return `xenlint-${format}`
}
