import { formats, placeOf } from '@xenlint/formats'
import { open, type Snapshot, type SourceFile } from '@xenlint/service'
import type { Disk } from './documents.js'
import { fileOf, filesOf, hostOf, type OpenText, onDisk, sourceOf } from './host-files.js'
import type { Settings } from './settings.js'
import type { Circumstances } from './surroundings.js'

/** The hosts that open texts belong to, each a snapshot; a text that is no host's is one for itself. */
export interface Hosts {
  /** The snapshot that holds a path, once its circumstances are known. */
  of(path: string): Snapshot | undefined
  /** The file of the snapshot that a path leads to: links in `auto/` lead to a guest's own file. */
  fileOf(path: string): string
  /** What its user has set for the host of a path, once that is known. */
  settingsOf(path: string): Settings | undefined
  put(opened: OpenText): void
  close(path: string): void
  /** The text on disk has changed; answers whether that concerns a host that is known. */
  refresh(path: string): boolean
  /** The open paths that share a snapshot with this one, itself among them. */
  neighbours(path: string): readonly string[]
  /** Holds a host in a folder although none of its files is open. */
  visit(folder: string): void
  /** Lets go of the hosts that are held so, but for those that are named. */
  leave(kept: readonly string[]): void
  /** Every snapshot of a host that there is. */
  all(): readonly Snapshot[]
  /** True while the circumstances of some host are not known yet. */
  isWaiting(path?: string): boolean
  /** Circumstances may have changed: each host is asked for anew. */
  again(): void
}

/** What is found out about a host, or a path that no host holds. */
export interface Found {
  readonly circumstances: Circumstances
  readonly settings: Settings
}

/** Finds out the circumstances of a host, named by its folder, or of a path that no host holds; later, `ready` is told. */
export type Ask = (path: string, host: string | undefined, ready: (found: Found) => void) => void

interface Known extends Found {
  readonly snapshot: Snapshot
}

export function hosts(disk: Disk, ask: Ask): Hosts {
  const opened = new Map<string, OpenText>()
  const known = new Map<string, Known>()
  const asked = new Map<string, { readonly path: string }>()
  const visited = new Set<string>()
  const waiting = new Set<string>()

  // An open text is put in place when its host is known, however many edits came before.
  function settle(name: string, path: string, found: Found): void {
    const { kind: _, ignores: __, faults: ___, ...question } = found.circumstances
    const files = filesOf(path, disk, found.circumstances)
    // Of two names for one file the text that was written last counts.
    for (const text of opened.values()) {
      const source = hostOf(text.path) === name ? sourceOf(text, found.circumstances) : undefined
      if (source) files.set(fileOf(text.path, found.circumstances), source)
    }
    known.set(name, { ...found, snapshot: open({ ...question, files }) })
  }

  function inquire(name: string, path: string): void {
    const turn = { path }
    asked.set(name, turn)
    waiting.add(name)
    // Only the last question that was put about a host counts.
    ask(path, placeOf(formats, path)?.host, (found) => {
      if (asked.get(name) !== turn) return
      waiting.delete(name)
      settle(name, path, found)
    })
  }

  function change(path: string, read: (circumstances: Circumstances) => SourceFile | undefined): void {
    const name = hostOf(path)
    const before = known.get(name)
    if (before) {
      const file = fileOf(path, before.circumstances)
      const changes = new Map([[file, read(before.circumstances)]])
      known.set(name, { ...before, snapshot: before.snapshot.change(changes) })
    } else if (!asked.has(name)) inquire(name, path)
  }

  const neighbours = (path: string): string[] => {
    const name = hostOf(path)
    return [...opened.keys()].filter((each) => hostOf(each) === name)
  }

  const namedFile = (path: string): string => {
    const { circumstances } = known.get(hostOf(path)) ?? {}
    return circumstances ? fileOf(path, circumstances) : path
  }

  const forget = (name: string): void => {
    for (const table of [known, asked, waiting]) table.delete(name)
  }

  return {
    of: (path) => known.get(hostOf(path))?.snapshot,
    fileOf: namedFile,
    settingsOf: (path) => known.get(hostOf(path))?.settings,
    neighbours,
    put(text) {
      opened.delete(text.path)
      opened.set(text.path, text)
      change(text.path, (circumstances) => sourceOf(text, circumstances))
    },
    close(path) {
      opened.delete(path)
      const name = hostOf(path)
      if (neighbours(path).length === 0 && !visited.has(name)) return forget(name)
      const other = [...opened.values()].findLast((each) => namedFile(each.path) === namedFile(path))
      change(path, (circumstances) =>
        other ? sourceOf(other, circumstances) : onDisk(path, disk, circumstances)
      )
    },
    refresh(path) {
      const name = hostOf(path)
      if (!known.has(name) || !placeOf(formats, path)) return false
      const isOpen = [...opened.keys()].some((each) => namedFile(each) === namedFile(path))
      // Where links lead is looked up once for a host: one that comes, goes or turns makes it another host.
      if (disk.isLink(path) || namedFile(path) !== path) {
        if (!waiting.has(name)) inquire(name, path)
      } else if (isOpen) return false
      else change(path, (circumstances) => onDisk(path, disk, circumstances))
      return true
    },
    visit(folder) {
      const name = `${folder}/`
      visited.add(name)
      if (!asked.has(name)) inquire(name, `${folder}/etc/network/interfaces`)
    },
    leave(kept) {
      const stays = new Set(kept.map((folder) => `${folder}/`))
      for (const name of visited) {
        if (stays.has(name)) continue
        visited.delete(name)
        if (![...opened.keys()].some((path) => hostOf(path) === name)) forget(name)
      }
    },
    all: () => [...known].flatMap(([name, { snapshot }]) => (name.endsWith('/') ? [snapshot] : [])),
    isWaiting: (path) => (path === undefined ? waiting.size > 0 : waiting.has(hostOf(path))),
    again() {
      for (const [name, { path }] of [...asked]) inquire(name, path)
    }
  }
}
