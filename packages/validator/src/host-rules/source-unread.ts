import type { Host, Origin, SourceLine } from '@xenlint/model'
import { isPutAside } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'
import { placed } from './placed.js'

/** `source` wants files, and `source-directory` passes over names with a dot. */
export const sourceUnread: HostRule = {
  id: 'source-unread',
  summary: 'A file in a folder of `/etc/network` that ifup does not read, though a line looks as if it did.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findUnread
}

function* findUnread({ host }: HostContext): Iterable<Finding> {
  const { reading } = host.network
  if (!reading) return
  const read = new Set(reading.sources.flatMap(({ steps }) => steps.flatMap(pathOfFile)))
  for (const { at, path } of reading.refusals.flatMap(folderIn))
    if (stanzasIn(host, path).length > 0) yield folder(host, at, path)
  for (const line of reading.sources) {
    for (const { path, isFolder } of line.steps) {
      if (!isFolder) continue
      const missed = stanzasIn(host, path).filter(
        (name) => !ownNames.test(name) && !read.has(`${path}/${name}`)
      )
      if (missed.length > 0) yield skipped(host, line, path, missed)
    }
  }
}

const ownNames = /^[A-Za-z0-9_-]+$/

function pathOfFile({ path, isFolder }: SourceLine['steps'][number]): string[] {
  return isFolder ? [] : [path]
}

interface Refused {
  readonly at: Origin
  readonly path: string
}

function folderIn(refusal: { case: string; at: Origin; file: string }): Refused[] {
  return refusal.case === 'source-folder' ? [{ at: refusal.at, path: refusal.file }] : []
}

/** The files of a folder that say something, and are not put aside by their names. */
function stanzasIn({ tree }: Host, path: string): string[] {
  const names = tree.list(tree.real(path)) ?? []
  const says = /^[ \t]*(?:iface|auto|allow-\w+)[ \t]/m
  return [...names]
    .sort()
    .filter((name) => !name.startsWith('.') && !isPutAside(name))
    .filter((name) => says.test(tree.read(tree.real(`${path}/${name}`)) ?? ''))
}

function folder(host: Host, at: Origin, path: string): Finding {
  return {
    case: 'folder',
    at: placed(host, at),
    message: `\`${path}\` is a folder, and \`source\` reads files, so ifup says \`Is a directory\` and reads nothing in it.`,
    fixes: everyFile(host, at, path)
  }
}

function skipped(host: Host, { origin }: SourceLine, path: string, missed: readonly string[]): Finding {
  const names = missed.map((name) => `\`${name}\``).join(', ')
  return {
    case: 'name',
    at: placed(host, origin),
    message: `ifup does not read ${names} in \`${path}\`: \`source-directory\` takes names of letters, digits, \`_\` and \`-\` alone.`
  }
}

function everyFile(host: Host, at: Origin, path: string): Fix[] {
  const { start, end } = at
  const text = `${path.replace(/\/+$/, '')}/*`
  const file = placed(host, at).file
  return [
    {
      title: `Change to \`${text}\`, which reads every file in it`,
      edits: [{ file, start, end, text }],
      safe: false
    }
  ]
}
