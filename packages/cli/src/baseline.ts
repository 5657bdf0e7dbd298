import { dirname, relative, resolve } from 'node:path'
import type { Problem } from '@xenlint/validator'
import { exists, type Fault, readText, writeText } from './disk.js'
import type { Workspace } from './workspace.js'

/** Findings that are known and put up with: only what goes beyond them is reported. */
export interface Baseline {
  /** The same problems without those that are known. */
  beyond(workspace: Workspace, file: string, problems: readonly Problem[]): readonly Problem[]
}

interface Entry {
  readonly file: string
  readonly rule: string
  readonly case: string
  /** The setting it speaks of; empty where it speaks of none. */
  readonly setting: string
  readonly count: number
}

export const noBaseline: Baseline = { beyond: (_, __, problems) => problems }

export function readBaseline(path: string): Baseline | Fault {
  const entries = readEntries(path)
  if ('fault' in entries) return entries
  const known = new Map(entries.map((entry) => [keyOf(entry), entry.count]))
  return {
    beyond(workspace, file, problems) {
      const left = new Map(known)
      return problems.filter((problem) => {
        const key = keyOf(entryOf(path, workspace, file, problem))
        const remaining = left.get(key) ?? 0
        left.set(key, remaining - 1)
        return remaining <= 0
      })
    }
  }
}

/** Writes what is found now; entries of files that were not checked stay. */
export function updateBaseline(path: string, workspaces: readonly Workspace[]): Fault | undefined {
  const before = exists(path) ? readEntries(path) : []
  if ('fault' in before) return before
  const counts = new Map<string, Entry>()
  const checked = new Set<string>()
  for (const workspace of workspaces) {
    for (const file of workspace.texts.keys()) {
      checked.add(nameOf(path, file))
      for (const problem of workspace.snapshot.problems(file)) {
        const entry = entryOf(path, workspace, file, problem)
        const key = keyOf(entry)
        counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 })
      }
    }
  }
  const kept = before.filter(({ file }) => !checked.has(file))
  const entries = [...kept, ...counts.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const rows = entries.map((entry) => `\n  ${JSON.stringify(entry)}`).join(',')
  return writeText(path, `[${rows}\n]\n`)
}

function readEntries(path: string): readonly Entry[] | Fault {
  const found = readText(path)
  if ('fault' in found) {
    return exists(path) ? found : { fault: `${found.fault} --update-baseline writes it.` }
  }
  try {
    const entries: unknown = JSON.parse(found.text)
    if (Array.isArray(entries) && entries.every(isEntry)) return entries
  } catch {}
  return { fault: `\`${path}\` is no baseline; --update-baseline writes one to a new file.` }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'file' in value && 'rule' in value && 'count' in value
}

// Neither words nor lines: both change where nothing has changed.
function entryOf(
  path: string,
  { snapshot }: Workspace,
  file: string,
  { rule, case: word, at }: Problem
): Entry {
  const setting = snapshot
    .settings(file)
    .find(({ origin }) => origin.start <= at.start && at.start <= origin.end)
  return { file: nameOf(path, file), rule, case: word, setting: setting?.name ?? '', count: 1 }
}

function nameOf(path: string, file: string): string {
  return relative(dirname(resolve(path)), resolve(file))
}

function keyOf({ file, rule, case: word, setting }: Entry): string {
  return [file, rule, word, setting].join(' ')
}
