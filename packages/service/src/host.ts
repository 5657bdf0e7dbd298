import type { Release } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import {
  assembleHost,
  type Facts,
  type GuestText,
  type Host,
  type HostSource,
  type HostTree
} from '@xenlint/model'
import { checkHost, type HostAnswer, hostRules, type Severity } from '@xenlint/validator'
import type { SourceFile } from './source-file.js'

/** The machine that the files of a snapshot belong to. */
export interface HostInput {
  /** Its folder as it lies on disk; the texts of the snapshot stand before it. */
  readonly tree: HostTree
  readonly facts: Facts
  /** The path on the host of a file of the snapshot; none of one that stands elsewhere. */
  pathOf(file: string): string | undefined
  /** A path of the host as it is shown to people. */
  shown(path: string): string
}

/** A host as every release of the target has it, and what rules find on it. */
export interface HostState {
  readonly hosts: readonly Host[]
  /** Worked out when it is first asked for. */
  readonly answer: HostAnswer
  /** The last answer that somebody asked for: this one, or one of before. */
  lastAnswer(): HostAnswer | undefined
  readonly places: Places
  /** Files that were read for the host alone, by format and name. */
  readonly apart: Map<string, GuestText>
}

type Files = ReadonlyMap<string, SourceFile>

/** Which files of a snapshot stand where on the host. */
interface Places {
  readonly files: Files
  readonly byPath: ReadonlyMap<string, string>
  /** The real paths of files that describe guests, sorted. */
  readonly guests: readonly string[]
  /** The names in each folder, which the disk need not have. */
  readonly added: ReadonlyMap<string, ReadonlySet<string>>
  /** The real path of each path that was asked for. */
  readonly real: Map<string, string>
}

interface Question {
  readonly host: HostInput
  readonly files: Files
  readonly releases: readonly Release[]
  readonly severities: ReadonlyMap<string, Severity | 'off'> | undefined
  /** The files that came, went or changed since the state of before. */
  readonly changed: ReadonlySet<string>
  /** A file of the snapshot, read once. */
  read(file: string): GuestText | undefined
}

/** What is so on a host now; what was so before is kept where it still holds. */
export function hostState(question: Question, before: HostState | undefined): HostState {
  const { releases, severities } = question
  const places = { ...placesOf(question, before?.places), files: question.files }
  const tree = overlaid(question, places)
  const apart = before?.apart ?? new Map()
  const source = { ...sourceOf(question, places, tree, apart), ...changedOf(question, places, before) }
  try {
    const hosts = releases.map((release) =>
      assembleHost(
        { ...source, release },
        before?.hosts.find((each) => each.release === release)
      )
    )
    const last = before?.lastAnswer()
    let answer: HostAnswer | undefined
    return {
      hosts,
      places,
      apart,
      get answer() {
        answer ??= checkHost(hosts, hostRules, severities, last)
        return answer
      },
      lastAnswer: () => answer ?? last
    }
  } catch (error) {
    // A fault of ours in what files have in common must not take what each says by itself.
    return {
      hosts: [],
      answer: { found: new Map(), rules: [], script: 'debian', faults: [{ rule: 'host', error }] },
      places,
      apart,
      lastAnswer: () => undefined
    }
  }
}

/** Where the files that changed stand on the host; nothing where others may stand elsewhere now. */
function changedOf(
  { host, changed }: Question,
  places: Places,
  before: HostState | undefined
): Pick<HostSource, 'changed'> {
  if (places.byPath !== before?.places.byPath) return {}
  const paths = [...changed].flatMap((file) => host.pathOf(file) ?? [])
  return { changed: new Set(paths.map((path) => places.real.get(path) ?? path)) }
}

function sourceOf(
  { host, files, read }: Question,
  { byPath, guests }: Places,
  tree: HostTree,
  apart: Map<string, GuestText>
): Omit<HostSource, 'release'> {
  const shown = (path: string): string => byPath.get(path) ?? host.shown(path)
  return {
    tree,
    facts: host.facts,
    guests,
    shown,
    read(path, format) {
      const file = byPath.get(path)
      if (file !== undefined && files.get(file)?.format === format) return read(file)
      const text = tree.read(path)
      return text === undefined ? undefined : readAs(shown(path), text, format, apart)
    }
  }
}

// A file that is none of the snapshot's, or is read as another format than it is shown as.
function readAs(
  file: string,
  text: string,
  format: string,
  apart: Map<string, GuestText>
): GuestText | undefined {
  const language = formatOf(format)
  const key = `${format}\n${file}`
  const known = apart.get(key)
  if (!language || known?.text === text) return known
  const tree = language.parse(text)
  const made = { file, text, tree, settings: language.lower(tree, file) }
  apart.set(key, made)
  return made
}

function placesOf({ host, files, changed }: Question, before: Places | undefined): Places {
  if (before && standAlike(before.files, files, changed)) return before
  const real = new Map<string, string>()
  const byPath = new Map<string, string>()
  const added = new Map<string, Set<string>>()
  const guests = new Set<string>()
  for (const [file, { format }] of files) {
    const path = host.pathOf(file)
    if (path === undefined) continue
    const target = host.tree.real(path)
    real.set(path, target)
    // A file goes by its own name before that of a link.
    if (!byPath.has(target) || path === target) byPath.set(target, file)
    if (format === 'xl-cfg') guests.add(target)
    addTo(added, target)
  }
  return { files, byPath, guests: [...guests].sort(), added, real }
}

/** Each name stands in its folder, and each folder in the one above it. */
function addTo(added: Map<string, Set<string>>, path: string): void {
  if (path.length < 2) return
  const slash = path.lastIndexOf('/')
  const folder = path.slice(0, slash) || '/'
  const names = added.get(folder)
  if (names) names.add(path.slice(slash + 1))
  else {
    added.set(folder, new Set([path.slice(slash + 1)]))
    addTo(added, folder)
  }
}

/** True where only texts differ: no file came, went or is another format now. */
function standAlike(one: Files, other: Files, changed: ReadonlySet<string>): boolean {
  for (const file of changed) if (one.get(file)?.format !== other.get(file)?.format) return false
  return true
}

/** The host's folder with the texts of the snapshot in place; of all else the disk is asked once. */
function overlaid({ host, files }: Question, { byPath, added, real }: Places): HostTree {
  const tree = askedOnce(host.tree)
  const texts = (path: string): SourceFile | undefined => {
    const file = byPath.get(path)
    return file === undefined ? undefined : files.get(file)
  }
  const realOf = (path: string): string => {
    const known = real.get(path) ?? tree.real(path)
    real.set(path, known)
    return known
  }
  return {
    whole: tree.whole,
    paths: byPath,
    real: realOf,
    kind: (path) =>
      texts(realOf(path)) ? 'file' : (tree.kind(path) ?? (added.has(path) ? 'folder' : undefined)),
    read: (path) => texts(realOf(path))?.text ?? tree.read(path),
    ...(tree.kernel && { kernel: tree.kernel }),
    list(path) {
      const names = tree.list(path)
      const more = added.get(realOf(path))
      return more ? [...new Set([...(names ?? []), ...more])] : names
    }
  }
}

function askedOnce({ whole, real, kernel, ...tree }: HostTree): HostTree {
  const once = <Answer>(ask: (path: string) => Answer): ((path: string) => Answer) => {
    const known = new Map<string, Answer>()
    return (path) => {
      if (known.has(path)) return known.get(path) as Answer
      const answer = ask(path)
      known.set(path, answer)
      return answer
    }
  }
  // Where a folder is not, nothing is in it: a thousand volumes of one group ask the disk once.
  const kind = once((path): ReturnType<HostTree['kind']> => {
    const folder = path.slice(0, path.lastIndexOf('/'))
    return folder !== '' && kind(folder) === undefined ? undefined : tree.kind(path)
  })
  return {
    whole,
    real,
    kind,
    read: once(tree.read),
    list: once(tree.list),
    ...(kernel && { kernel: once(kernel) })
  }
}
