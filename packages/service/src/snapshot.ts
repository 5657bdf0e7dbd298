import { nearest, option } from '@xenlint/catalogue'
import { type Format, formatOf, lint, problemsOf, rulesOf, syntax } from '@xenlint/formats'
import type { Setting } from '@xenlint/model'
import type { Root } from '@xenlint/syntax'
import type { Answer, Problem, Severity } from '@xenlint/validator'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { defaultTarget, type Target } from './target.js'

/** A file as it is told to the service; who tells it has found out its format. */
export interface SourceFile {
  readonly text: string
  /** A format's id: `xl-cfg`. */
  readonly format: string
}

/** What the service is told. It reads nothing by itself: no disk, no clock, no socket. */
export interface Input {
  /** The files of one host, or one file alone, by path. */
  readonly files: ReadonlyMap<string, SourceFile>
  readonly target?: Target
  readonly severities?: ReadonlyMap<string, Severity | 'off'>
}

/** One moment of a host. Answers never change; a change makes a new snapshot that keeps what still holds. */
export interface Snapshot {
  readonly input: Input
  readonly target: Target
  format(file: string): Format | undefined
  tree(file: string): Root | undefined
  settings(file: string): readonly Setting[]
  /** The problems of a file in the order of its text; none of a file that is not known. */
  problems(file: string): readonly Problem[]
  /** The rules that broke on a file: faults of xenlint's own. */
  faults(file: string): Answer['faults']
  /** Files that are named replace those of the same path; `undefined` takes one away. */
  change(files: ReadonlyMap<string, SourceFile | undefined>): Snapshot
}

export function open(input: Input): Snapshot {
  return snapshot(input, new Map(), new Map())
}

/** What was found out about a text; it holds as long as the text does. */
interface Reading {
  readonly source: SourceFile
  readonly tree: Root
  readonly settings: readonly Setting[]
  readonly problems: readonly Problem[]
  readonly faults: Answer['faults']
}

type Reader = (file: string, text: string) => Omit<Reading, 'source'>

/** `readers` hold for all snapshots of one target: each is made once for each format. */
function snapshot(input: Input, kept: Map<string, Reading>, readers: Map<string, Reader>): Snapshot {
  const target = input.target ?? defaultTarget
  const reading = (file: string): Reading | undefined => {
    const source = input.files.get(file)
    if (!source) return undefined
    const known = kept.get(file)
    if (known?.source === source) return known
    const format = formatOf(source.format)
    if (!format) return undefined
    const reader = readers.get(format.id) ?? readerOf(format, input, target)
    readers.set(format.id, reader)
    const made = { source, ...reader(file, source.text) }
    kept.set(file, made)
    return made
  }
  return {
    input,
    target,
    format: (file) => formatOf(input.files.get(file)?.format ?? ''),
    tree: (file) => reading(file)?.tree,
    settings: (file) => reading(file)?.settings ?? [],
    problems: (file) => reading(file)?.problems ?? [],
    faults: (file) => reading(file)?.faults ?? [],
    change: (files) => snapshot({ ...input, files: merge(input.files, files) }, new Map(kept), readers)
  }
}

function readerOf(format: Format, input: Input, target: Target): Reader {
  const options = {
    option: (name: string) => option(format.table, name),
    nearest: (name: string) => nearest(format.table, name)
  }
  const question = {
    rules: rulesOf(format),
    releases: target.releases,
    ...(input.severities ? { severities: input.severities } : {})
  }
  const processor = unified()
    .use(syntax(format))
    .use(lint, { format, options, ...question })
    .freeze()
  return (file, text) => {
    const vfile = new VFile({ path: file, value: text })
    const tree = processor.parse(vfile)
    processor.runSync(tree, vfile)
    const { settings, faults } = vfile.data as Pick<Reading, 'settings' | 'faults'>
    return { tree, settings, problems: problemsOf(vfile), faults }
  }
}

function merge(
  files: ReadonlyMap<string, SourceFile>,
  changed: ReadonlyMap<string, SourceFile | undefined>
): Map<string, SourceFile> {
  const merged = new Map(files)
  for (const [path, source] of changed) {
    if (source) merged.set(path, source)
    else merged.delete(path)
  }
  return merged
}
