import { specificationOf } from '@xenlint/catalogue'
import { embeddingsOf } from '@xenlint/formats'
import { globExpression, type HostTree, type Setting, type Text } from '@xenlint/model'
import { toSource } from '@xenlint/syntax'
import { partsIn } from './inside.js'
import type { Snapshot } from './snapshot.js'

/** A stretch of a text that names a file of the host, which an editor can open. */
export interface Link {
  readonly start: number
  readonly end: number
  /** The file, as it is shown. */
  readonly target: string
}

/** Kernels, images, scripts, sourced files: whatever a file names by its path, and the host's folder holds. */
export function links(snapshot: Snapshot, file: string): readonly Link[] {
  const found = everyLink(snapshot, file)
  const counts = new Map<number, number>()
  for (const { start } of found) counts.set(start, (counts.get(start) ?? 0) + 1)
  // A pattern that several files answer has no one file to open.
  return found.filter(({ start }) => counts.get(start) === 1)
}

/** The files that the text at an offset leads to: one of a path, all that a pattern takes. */
export function leadsTo(snapshot: Snapshot, file: string, offset: number): readonly string[] {
  return everyLink(snapshot, file)
    .filter(({ start, end }) => start <= offset && offset <= end)
    .map(({ target }) => target)
}

function everyLink(snapshot: Snapshot, file: string): readonly Link[] {
  const { host } = snapshot.input
  const here = host?.pathOf(file)
  if (!host || here === undefined) return []
  const folder = here.slice(0, here.lastIndexOf('/'))
  const found: Link[] = []
  for (const setting of snapshot.settings(file)) {
    if (setting.origin.file !== file) continue
    for (const { text, start, end, path } of pathsOf(setting, snapshot, file, folder)) {
      const place = toSource(text.map, start, end)
      const target = place && place.file === undefined ? fileAt(path, host.tree) : undefined
      if (place && target !== undefined)
        found.push({ start: place.start, end: place.end, target: host.shown(target) })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

interface Path {
  readonly text: Text
  readonly start: number
  readonly end: number
  readonly path: string
}

/** Where xl looks for scripts that are named without a folder. */
const scripts = '/etc/xen/scripts'

function* pathsOf(setting: Setting, snapshot: Snapshot, file: string, folder: string): Iterable<Path> {
  const { name, value, section } = setting
  const format = snapshot.format(file)
  if (format?.inside?.(name)) return yield* pathsInside(setting, snapshot, file)
  if (value.kind !== 'text') return
  if (format?.id === 'interfaces') {
    const isSource = name === 'source' && section === undefined
    if (isSource && /[*?[]/.test(value.text)) return yield* takenFiles(value, folder, snapshot)
    // Hooks run programs; a pattern is no one file.
    for (const { index, 0: word } of value.text.matchAll(/[^\s;|&"'`$(){}<>=*?[\]]+/g))
      if (word.startsWith('/') || isSource)
        yield {
          text: value,
          start: index,
          end: index + word.length,
          path: word.startsWith('/') ? word : `${folder}/${word}`
        }
    return
  }
  const whole = { text: value, start: 0, end: value.text.length }
  if (value.text.startsWith('/')) yield { ...whole, path: value.text }
  else if (/script$/.test(name) && /^[\w.-]+$/.test(value.text))
    yield { ...whole, path: `${scripts}/${value.text}` }
}

/** The files that a pattern takes, in the order in which they are read. */
function* takenFiles(text: Text, folder: string, { input: { host } }: Snapshot): Iterable<Path> {
  const pattern = text.text.startsWith('/') ? text.text : `${folder}/${text.text}`
  const slash = pattern.lastIndexOf('/')
  const takes = globExpression(pattern.slice(slash + 1))
  const names = host?.tree
    .list(pattern.slice(0, slash))
    ?.filter((name) => takes.test(name) && name[0] !== '.')
  for (const name of [...(names ?? [])].sort())
    yield { text, start: 0, end: text.text.length, path: `${pattern.slice(0, slash)}/${name}` }
}

/** The target of a disk, and the script that a device starts. */
function* pathsInside(setting: Setting, snapshot: Snapshot, file: string): Iterable<Path> {
  const format = snapshot.format(file)
  const language = specificationOf(setting.name)
  if (!format || !language) return
  for (const { grammar, text } of embeddingsOf(format, setting))
    for (const { type, name, start, end, valueStart } of partsIn(grammar, text.text, language)) {
      const isPair = type === 'pair' && valueStart !== undefined
      const from = isPair ? valueStart : start
      const path = text.text.slice(from, end)
      if (path.startsWith('/') && (isPair || type === 'target')) yield { text, start: from, end, path }
      else if (isPair && name === 'script' && /^[\w.-]+$/.test(path))
        yield { text, start: from, end, path: `${scripts}/${path}` }
    }
}

// What stands for a device or the kernel is no text that one reads.
function fileAt(path: string, tree: HostTree): string | undefined {
  if (/^\/(?:dev|proc|sys|run)\//.test(path)) return undefined
  const real = tree.real(path)
  return tree.kind(real) === 'file' ? real : undefined
}
