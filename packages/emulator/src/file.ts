import {
  type GuestPlan,
  type Host,
  type HostGuest,
  isEndless,
  namesFurtherNodes,
  type Origin,
  placesOf,
  planGuest
} from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { doubt, quietly, type Run, said } from './run.js'

/** A file that cannot be read at all: a link that leads nowhere, or a folder. */
export function unreadable({ release, tree }: Host, path: string): Refused {
  const what = tree.kind(tree.real(path)) === 'folder' ? 'config-is-folder' : 'config-unreadable'
  const reason = isEndless(tree, path) ? 'Too many levels of symbolic links' : 'No such file or directory'
  const { lines, status } = said({ xen: release.xen, id: 0 }, what, { file: path, reason })
  const why = `nothing can be read at \`${path}\``
  return { type: 'refused', status, case: what, messages: lines, why }
}

/** xl reads the file; what it refuses there it refuses on every release as `plan guest` says. */
export function* readFile(run: Run, path: string): Generator<GuestEvent, Refused | undefined> {
  const { guest, host, xen } = run
  if (guest.isTaken()) return undefined
  const text = host.tree.read(guest.path) ?? ''
  const planFor = (cpus: number): GuestPlan =>
    planGuest({ file: path, text }, xen, { cpus, uuid: () => '', generationId: () => [] })
  if (host.facts.cpus === undefined && planFor(manyCpus).status === 0) {
    yield doubt('how many CPUs the machine has decides whether xl takes the file', ['cpus'])
    return undefined
  }
  const { status, remarks } = planFor(host.facts.cpus ?? manyCpus)
  const messages = quietly({ remarks })
  const refusal = messages.find((line) => line.startsWith(`${path}:`) && !line.includes(': warning: '))
  const line = /^:([0-9]+):/.exec(refusal?.slice(path.length) ?? '')?.[1]
  const origin = line === undefined ? endOf(guest) : lineAt(guest.file, text, Number(line))
  const why = reasonOf(messages, path, line !== undefined)
  // Which CPUs a node has, the machine decides: most have one node with all of them.
  const isOfNodes = /vcpu hard affinity map is empty/.test(messages.at(-1) ?? '') && wantsFurtherNodes(guest)
  const { nodes } = host.facts
  if (isOfNodes && nodes !== undefined && nodes > 1) {
    yield doubt('which CPUs belong to a node decides whether xl takes the file', [], origin)
    return undefined
  }
  const needs = isOfNodes && nodes === undefined ? { needs: ['nodes'] } : {}
  return { type: 'refused', status, case: 'file', messages, why, origin, ...needs }
}

/** True of a guest that is bound to other nodes than the first. */
export function wantsFurtherNodes({ settings }: HostGuest): boolean {
  const setting = settings.findLast(({ name }) => name === 'cpus')
  return setting !== undefined && namesFurtherNodes(setting.value)
}

const manyCpus = 4096

function reasonOf(messages: readonly string[], path: string, isSyntax: boolean): string {
  const last = messages.findLast((line) => !line.includes(': warning: '))
  if (messages.some((line) => /Python code/.test(line)))
    return 'the file is written in Python, which xl does not read'
  if (isSyntax) return 'xl cannot read the file'
  if (last === undefined) return 'xl refuses the file'
  return `xl refuses it: ${last.startsWith(`${path}: `) ? last.slice(path.length + 2) : last}`
}

/** What the survey of the file stops at first. */
function endOf({ survey, settings, file }: HostGuest): Origin {
  const places = placesOf(survey.settings, settings)
  const [first] = survey.ends
  const piece = first?.stop.piece && places.of(first.stop.piece)
  const setting = first?.stop.setting && places.settingOf(first.stop.setting)?.origin
  // Without a stop only the number of CPUs was too small for the file.
  const pinned = settings.findLast(({ name }) => name === 'cpus')?.origin
  return piece ?? setting ?? pinned ?? { file, start: 0, end: 0 }
}

function lineAt(file: string, text: string, line: number): Origin {
  let start = 0
  for (let number = 1; number < line; number++) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  const written = text.slice(start, end < 0 ? text.length : end)
  const blank = written.length - written.trimStart().length
  return { file, start: start + blank, end: start + written.trimEnd().length }
}
