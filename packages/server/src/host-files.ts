import { detect, detectNamed, formatOf, formats, placeOf } from '@xenlint/formats'
import type { SourceFile } from '@xenlint/service'
import type { Disk } from './documents.js'
import type { Circumstances } from './surroundings.js'

/** A text that an editor holds open; it counts instead of the one on disk. */
export interface OpenText {
  readonly path: string
  readonly text: string
  /** The editor's word for its language: `xenlint-xl-cfg`. */
  readonly language: string
}

/** The name of a host among the others: its folder, or the path of a file that no host holds. */
export function hostOf(path: string): string {
  const place = placeOf(formats, path)
  return place ? `${place.host}/` : path
}

/** The file that a path of a host leads to: of a link in `auto/`, the guest's own file. */
export function fileOf(path: string, { host }: Circumstances): string {
  const place = host?.pathOf(path)
  if (host === undefined || place === undefined) return path
  const real = host.tree.real(place)
  return real === place ? path : host.shown(real)
}

/** The files of the host that a path belongs to, as they lie on disk; each once, however many links lead to it. */
export function filesOf(path: string, disk: Disk, circumstances: Circumstances): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  const place = placeOf(formats, path)
  if (!place) return files
  for (const folder of folders) {
    for (const name of disk.names(`${place.host}/${folder}`)) {
      const path = `${place.host}/${folder}/${name}`
      const file = placeOf(formats, path) && fileOf(path, circumstances)
      const source = file && !files.has(file) ? onDisk(path, disk, circumstances, file) : undefined
      if (file && source) files.set(file, source)
    }
  }
  return files
}

/** Where files of ours may lie on a host. */
export const folders: readonly string[] = [
  ...new Set(formats.flatMap(({ paths }) => paths.map((path) => path.slice(0, path.lastIndexOf('/')))))
]

/** A file as it lies on disk, known by its own name or that of the link that leads to it. */
export function onDisk(
  path: string,
  disk: Disk,
  circumstances: Circumstances,
  file: string = fileOf(path, circumstances)
): SourceFile | undefined {
  const { kind, ignores } = circumstances
  const text = ignores(path) || ignores(file) ? undefined : disk.read(file)
  if (text === undefined) return undefined
  const found = detect(formats, placeOf(formats, file) ? file : path, text)
  const format = kind(path) ?? kind(file) ?? (found?.leftOut ? undefined : found?.format.id)
  return format ? { text, format } : undefined
}

/** An open text: in its place on a host it is what the terminal takes it for; elsewhere the word of the user comes first. */
export function sourceOf(
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
