import { type Format, formatOf } from '@xenlint/formats'
import type { Host, Setting } from '@xenlint/model'
import type { Root } from '@xenlint/syntax'
import type { Answer, Examined, Problem, Severity } from '@xenlint/validator'
import { type HostInput, type HostState, hostState } from './host.js'
import { type Conclusion, programsOf, type Reader, type Reading, readerOf } from './reader.js'
import type { SourceFile } from './source-file.js'
import { defaultTarget, type Target } from './target.js'

/** What the service is told. It reads nothing by itself: no disk, no clock, no socket. */
export interface Input {
  /** The files of one host, or one file alone, by path. */
  readonly files: ReadonlyMap<string, SourceFile>
  readonly target?: Target
  readonly severities?: ReadonlyMap<string, Severity | 'off'>
  /** The machine that the files belong to; without one each file is looked at by itself. */
  readonly host?: HostInput
  /** What is known already of what a file says by itself: of this very source, for this target and these severities. */
  examined?(file: string, source: SourceFile): Examined | undefined
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
  /** The machine as each release of the target has it, oldest first; none where no host was told. */
  hosts(): readonly Host[]
  /** Files that are named replace those of the same path; `undefined` takes one away. */
  change(files: ReadonlyMap<string, SourceFile | undefined>): Snapshot
}

export function open(input: Input): Snapshot {
  return snapshot(input, new Map(), new Map(), { changed: new Set() }, new Map())
}

/** The last state of the host that somebody asked for, and the files that are others since. */
interface Before {
  readonly state?: HostState | undefined
  readonly changed: ReadonlySet<string>
}

/** `readers` hold for all snapshots of one target: each is made once for each format. */
function snapshot(
  input: Input,
  kept: Map<string, Reading>,
  readers: Map<string, Reader>,
  before: Before,
  concludedBefore: ReadonlyMap<string, Conclusion>
): Snapshot {
  const target = input.target ?? defaultTarget
  const readerFor = (format: Format): Reader => {
    const reader = readers.get(format.id) ?? readerOf(format, input, target)
    readers.set(format.id, reader)
    return reader
  }
  const reading = (file: string): Reading | undefined => {
    const source = input.files.get(file)
    if (!source) return undefined
    const known = kept.get(file)
    if (known?.source === source) return known
    const format = formatOf(source.format)
    if (!format) return undefined
    const made = readerFor(format).parse(file, source)
    kept.set(file, made)
    return made
  }
  let state: HostState | undefined
  const current = (): HostState | undefined => {
    if (state || !input.host) return state
    const { host, files, severities } = input
    const { changed } = before
    const question = { host, files, severities, releases: target.releases, changed, read: reading }
    state = hostState(question, before.state)
    return state
  }
  const concluded = new Map<string, Conclusion>()
  const conclusion = (file: string): Conclusion | undefined => {
    const known = concluded.get(file)
    const read = known ? undefined : reading(file)
    if (!read) return known
    const answer = current()?.answer
    const last = concludedBefore.get(file)
    const isSame =
      last?.reading === read && last.found === answer?.found.get(file) && last.programs === programsOf(answer)
    const made = isSame ? last : readerFor(read.format).conclude(read, answer)
    concluded.set(file, made)
    return made
  }
  // A rule about the host that broke is told of once, with the first of its files.
  const faultsOf = (file: string): Answer['faults'] => {
    const own = conclusion(file)?.faults ?? []
    const [first] = input.files.keys()
    return file === first ? [...own, ...(current()?.answer.faults ?? [])] : own
  }
  return {
    input,
    target,
    format: (file) => formatOf(input.files.get(file)?.format ?? ''),
    tree: (file) => reading(file)?.tree,
    settings: (file) => reading(file)?.settings ?? [],
    problems: (file) => conclusion(file)?.problems ?? [],
    faults: faultsOf,
    hosts: () => current()?.hosts ?? [],
    change: (files) =>
      snapshot(
        { ...input, files: merge(input.files, files) },
        kept,
        readers,
        {
          state: state ?? before.state,
          changed: new Set([...(state ? [] : before.changed), ...files.keys()])
        },
        concluded.size < input.files.size ? new Map([...concludedBefore, ...concluded]) : concluded
      )
  }
}

function merge(
  files: ReadonlyMap<string, SourceFile>,
  changed: ReadonlyMap<string, SourceFile | undefined>
): Map<string, SourceFile> {
  const merged = new Map<string, SourceFile>()
  // A pair for each of a thousand files, at each edit, would be thrown away again.
  files.forEach((source, path) => {
    merged.set(path, source)
  })
  for (const [path, source] of changed) {
    if (source) merged.set(path, source)
    else merged.delete(path)
  }
  return merged
}
