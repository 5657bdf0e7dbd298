import { dirname, join, resolve } from 'node:path'
import { detect, detectNamed, formats } from '@xenlint/formats'
import { chooseTarget, type HostInput, open, type Snapshot, type Target, type Wanted } from '@xenlint/service'
import type { Problem } from '@xenlint/validator'
import { causedBy } from './caused.js'
import {
  type Configuration,
  type Level,
  nearestConfiguration,
  noConfiguration,
  readConfiguration
} from './configuration.js'
import { exists, type Fault, kindOf, modes, readText, realPath, sizeOf, type Text } from './disk.js'
import { type KnownFacts, knownFacts, releaseIn } from './facts.js'
import { hostInput } from './host-input.js'
import { optimiseLate } from './optimise-late.js'
import { findPlaces, type Group, type Place } from './places.js'
import type { SecondThread } from './second-thread.js'
import { releaseOfHost } from './target.js'

/** Files that are checked together, and what is known of them. */
export interface Workspace {
  readonly host?: string
  readonly target: Target
  readonly snapshot: Snapshot
  /** Each file as it was read, to write it back in the same way. */
  readonly texts: ReadonlyMap<string, Text>
  /** What is so of files that nobody asked for because of one that somebody did. */
  readonly caused?: ReadonlyMap<string, readonly Problem[]>
}

/** What the command line says of all files. */
export interface Wishes {
  readonly paths: readonly string[]
  readonly kind?: string
  readonly release: Wanted
  /** The file of facts that counts for all of them. */
  readonly facts?: string
  readonly severities: ReadonlyMap<string, Level>
  /** The configuration to use; `nearest` looks for one from each file upwards. */
  readonly configuration: Configuration | 'nearest'
}

export interface Opened {
  readonly workspaces: readonly Workspace[]
  /** What kept a path from being read: each makes the exit status 2. */
  readonly faults: readonly Fault[]
  readonly notes: readonly string[]
}

/** Reads the files that the paths lead to, finds out what each is, and puts them before the service. */
export async function openWorkspaces(
  wishes: Wishes,
  beside: (files: number) => Promise<SecondThread | undefined> = async () => undefined
): Promise<Opened> {
  const { groups, faults } = findPlaces(wishes.paths)
  const count = groups.reduce((sum, { files }) => sum + files.length, 0)
  const thread = await beside(count)
  if (!thread) await optimiseLate(count)
  const all: Fault[] = [...faults]
  const notes: string[] = []
  const workspaces: Workspace[] = []
  const configurations = new Map<string, Configuration>()
  const empty: Group[] = []
  const filled = new Set<string>()
  for (const group of groups) {
    for (const { configuration, files } of await byConfiguration(group, wishes, configurations, all)) {
      const { texts, kinds } = readFiles(files, wishes.kind, configuration, all, notes)
      if (texts.size === 0) {
        if (files.length === 0 || files.every(({ named }) => !named)) empty.push(group)
        continue
      }
      filled.add(group.asked)
      const known = knownFacts(group.host, wishes.facts, configuration.facts)
      all.push(...known.faults.filter(({ fault }) => all.every((each) => each.fault !== fault)))
      notes.push(...known.notes.filter((note) => !notes.includes(note)))
      const target = targetFor(group, wishes, configuration, known)
      const host = group.host === undefined ? undefined : hostInput(group.host, known.facts)
      if ('fault' in target) all.push(target)
      else {
        const others = othersOf(group, files, configuration)
        workspaces.push(
          workspaceOf(group.host, host, texts, kinds, target, configuration, wishes, others, thread)
        )
      }
    }
  }
  thread?.end()
  // Beside hosts, other people's files are none of our business.
  all.push(...empty.filter(({ asked }) => !filled.has(asked)).map(nothingOfOurs))
  return { workspaces, faults: all, notes }
}

/** One text that came from elsewhere than the disk, under the name it would have there. */
export function openText(
  path: string,
  text: Text,
  wishes: Wishes,
  configuration: Configuration
): Workspace | Fault {
  const format = wishes.kind ?? configuration.kind(path) ?? detectNamed(formats, path, text.text)?.format.id
  if (format === undefined) return { fault: unknownKind(path) }
  const known = knownFacts(undefined, wishes.facts, configuration.facts)
  const target = targetFor({ asked: path, files: [] }, wishes, configuration, known)
  if ('fault' in target) return target
  return workspaceOf(
    undefined,
    undefined,
    new Map([[path, text]]),
    new Map([[path, format]]),
    target,
    configuration,
    wishes
  )
}

function workspaceOf(
  host: string | undefined,
  machine: HostInput | undefined,
  texts: ReadonlyMap<string, Text>,
  kinds: ReadonlyMap<string, string>,
  target: Target,
  configuration: Configuration,
  wishes: Wishes,
  others: Beside = nothingBeside,
  thread?: SecondThread
): Workspace {
  const all = [...others.texts, ...texts]
  const modeOf = modesOf(machine)
  const files = new Map(
    all.map(([path, { text, encoding }]) => {
      const mode = modeOf(path)
      const format = kinds.get(path) ?? others.kinds.get(path) ?? ''
      return [path, { text, encoding, format, ...(mode !== undefined && { mode }) }]
    })
  )
  const severities = new Map([...configuration.rules, ...wishes.severities])
  const examined = thread?.examine(
    new Map([...files].filter(([path]) => texts.has(path))),
    target,
    severities
  )
  return {
    ...(host === undefined ? {} : { host }),
    target,
    texts,
    snapshot: open({
      files,
      target,
      severities,
      ...(machine && { host: machine }),
      ...(examined && { examined })
    })
  }
}

/** Who may read each file; a copy of a host's folder does not tell, but its facts may. */
function modesOf(machine: HostInput | undefined): (path: string) => number | undefined {
  if (!machine || machine.tree.whole) return modes()
  const { modes: known = {} } = machine.facts
  return (path) => {
    const onHost = machine.pathOf(path)
    const mode = onHost === undefined ? undefined : known[onHost]
    return mode === undefined ? undefined : Number.parseInt(mode, 8)
  }
}

/** Files of a host that nobody asked for, and that decide what is said of those that somebody did. */
interface Beside {
  readonly texts: ReadonlyMap<string, Text>
  readonly kinds: ReadonlyMap<string, string>
}

const nothingBeside: Beside = { texts: new Map(), kinds: new Map() }

function othersOf(
  { host, files: all }: Group,
  files: readonly Place[],
  configuration: Configuration
): Beside {
  if (host === undefined || !all.every(({ named }) => named)) return nothingBeside
  return besideOf(
    host,
    files.map(({ path }) => path),
    configuration
  )
}

function besideOf(host: string, asked: readonly string[], configuration: Configuration): Beside {
  const known = new Set(asked.map(realPath))
  const places = findPlaces([host]).groups.filter((group) => group.host !== undefined)
  const files = places.flatMap((group) => group.files).filter(({ path }) => !known.has(realPath(path)))
  return readFiles(files, undefined, configuration, [], [])
}

/** A candidate, checked as if it stood at a path of a host; it is shown under the name it would have there. */
export async function openCandidate(
  file: string,
  { as, host }: { readonly as: string; readonly host: string },
  wishes: Wishes
): Promise<Opened> {
  const faults: Fault[] = []
  const path = join(host, as)
  const text = readText(file)
  if ('fault' in text) return { workspaces: [], faults: [text], notes: [] }
  if (kindOf(host) !== 'folder')
    return { workspaces: [], faults: [{ fault: `\`${host}\` is no folder, so no host.` }], notes: [] }
  const configuration =
    wishes.configuration === 'nearest' ? await configurationAt(host, new Map(), faults) : wishes.configuration
  const found = detectNamed(formats, join('/', as).slice(1), text.text)?.format.id
  const format = wishes.kind ?? configuration.kind(path) ?? found
  if (format === undefined) return { workspaces: [], faults: [{ fault: unknownKind(as) }], notes: [] }
  const known = knownFacts(host, wishes.facts, configuration.facts)
  const target = targetFor({ host, asked: host, files: [] }, wishes, configuration, known)
  if ('fault' in target) return { workspaces: [], faults: [...faults, target], notes: [] }
  const workspace = workspaceOf(
    host,
    hostInput(host, known.facts),
    new Map([[path, text]]),
    new Map([[path, format]]),
    target,
    configuration,
    wishes,
    besideOf(host, [path], configuration)
  )
  const now = exists(path) ? readText(path) : undefined
  const inPlace = now && 'text' in now ? { ...now, format } : undefined
  return {
    workspaces: [{ ...workspace, caused: causedBy(path, workspace.snapshot, inPlace) }],
    faults: [...faults, ...known.faults],
    notes: known.notes
  }
}

interface Configured {
  readonly configuration: Configuration
  readonly files: Place[]
}

// A host has one configuration; loose files may have one each.
async function byConfiguration(
  { host, asked, files }: Group,
  { configuration }: Wishes,
  known: Map<string, Configuration>,
  faults: Fault[]
): Promise<Configured[]> {
  if (configuration !== 'nearest') return [{ configuration, files: [...files] }]
  if (host !== undefined || files.length === 0) {
    return [{ configuration: await configurationAt(host ?? asked, known, faults), files: [...files] }]
  }
  const found = new Map<Configuration, Configured>()
  for (const file of files) {
    const own = await configurationAt(dirname(resolve(file.path)), known, faults)
    const group = found.get(own) ?? { configuration: own, files: [] }
    group.files.push(file)
    found.set(own, group)
  }
  return [...found.values()]
}

async function configurationAt(
  folder: string,
  known: Map<string, Configuration>,
  faults: Fault[]
): Promise<Configuration> {
  const whole = resolve(folder)
  const before = known.get(whole)
  if (before) return before
  const file = nearestConfiguration(whole)
  const found = file === undefined ? noConfiguration : (known.get(file) ?? (await readConfiguration(file)))
  if ('fault' in found) faults.push(found)
  const configuration = 'fault' in found ? noConfiguration : found
  known.set(whole, configuration)
  if (file !== undefined) known.set(file, configuration)
  return configuration
}

function readFiles(
  files: readonly Place[],
  kind: string | undefined,
  configuration: Configuration,
  faults: Fault[],
  notes: string[]
): { texts: Map<string, Text>; kinds: Map<string, string> } {
  const texts = new Map<string, Text>()
  const kinds = new Map<string, string>()
  let templates = 0
  for (const { path, onHost, named } of files) {
    if (!named && (configuration.ignores(path) || isForeign(path, onHost))) continue
    const text = readText(path)
    if ('fault' in text) {
      faults.push(text)
      continue
    }
    const given = kind ?? configuration.kind(path)
    const found = named
      ? detectNamed(formats, onHost, text.text)
      : detect(formats, onHost, beginning(text.text))
    if (given === undefined && found?.leftOut === 'template') templates++
    if (given === undefined && (found?.leftOut === 'template' || (found?.leftOut && !named))) continue
    const format = given ?? found?.format.id
    if (format !== undefined) {
      texts.set(path, text)
      kinds.set(path, format)
    } else if (named) faults.push({ fault: unknownKind(path) })
  }
  if (templates > 0) {
    notes.push(
      templates === 1
        ? 'one template is left out: check what is made of it.'
        : `${templates} templates are left out: check what is made of them.`
    )
  }
  return { texts, kinds }
}

/** Nobody writes more by hand: a larger file is read only where one of ours lies, or where it was named. */
const mostUnplacedKiB = 512

function isForeign(path: string, onHost: string): boolean {
  return detect(formats, onHost, '')?.why !== 'place' && sizeOf(path) > mostUnplacedKiB * 1024
}

// What a file is shows at its start; a program or a disk image is told by its NUL bytes.
function beginning(text: string): string {
  const start = text.slice(0, 65_536)
  return start.includes('\0') ? '' : start
}

function targetFor(
  group: Group,
  { release }: Wishes,
  configuration: Configuration,
  known: KnownFacts
): Target | Fault {
  return chooseTarget([
    release,
    { ...configuration.target, because: `as \`${configuration.file}\` says` },
    releaseIn(known),
    group.host === undefined ? undefined : releaseOfHost(group.host)
  ])
}

function unknownKind(path: string): string {
  const kinds = formats.map(({ id }) => id).join(', ')
  return `Neither the name nor the text of \`${path}\` tells what it is; say it with --kind: ${kinds}.`
}

function nothingOfOurs({ asked }: Group): Fault {
  return {
    fault: `\`${asked}\` holds no file that xenlint knows; it looks for guests (etc/xen/*.cfg, or *.cfg by their text), etc/network/interfaces, etc/default/grub and their like.`
  }
}
