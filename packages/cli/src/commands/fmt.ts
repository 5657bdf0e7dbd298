import { dirname } from 'node:path'
import { formatting, type Snapshot, type Unformed } from '@xenlint/service'
import { applyEdits, lineIndex, pointAt } from '@xenlint/syntax'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { encode, type Fault, readStandardInput, replaceText, type Text } from '../disk.js'
import { paint, wantsColour } from '../paint.js'
import { secretNames } from '../secrets.js'
import { configurationFor, given, readWishes } from '../wishes.js'
import { openText, openWorkspaces, type Wishes } from '../workspace.js'

/** A file that is not in its form. */
interface Unshaped {
  readonly path: string
  readonly format: string
  readonly before: Text
  readonly after: string
}

/** Gives files their form, or tells which are not in it. */
export async function fmt(call: Call): Promise<number> {
  const wishes = await readWishes(call)
  if ('fault' in wishes) return complain([wishes])
  if (call.words.includes('-')) return formInput(call, wishes)
  const opened = await openWorkspaces(wishes)
  const faults: Fault[] = [...opened.faults]
  const unshaped: Unshaped[] = []
  for (const { snapshot, texts } of opened.workspaces) {
    for (const [path, before] of texts) {
      const found = formed(snapshot, path)
      if (typeof found === 'object') tellLeft(snapshot, path, found)
      else if (found !== before.text)
        unshaped.push({ path, before, after: found, format: formatIn(snapshot, path) })
    }
  }
  if (call.options.has('diff')) await show(call, unshaped)
  else if (call.options.has('check')) for (const { path } of unshaped) process.stdout.write(`${path}\n`)
  else faults.push(...write(unshaped))
  if (faults.length > 0) return complain(faults)
  const isAsked = call.options.has('check') || call.options.has('diff')
  return isAsked && unshaped.length > 0 ? 1 : 0
}

/** The text of a file in its form. */
function formed(snapshot: Snapshot, path: string): string | Unformed {
  const edits = formatting(snapshot, path)
  return 'fault' in edits ? edits : applyEdits(snapshot.input.files.get(path)?.text ?? '', edits)
}

function formatIn(snapshot: Snapshot, path: string): string {
  return snapshot.input.files.get(path)?.format ?? ''
}

function tellLeft(snapshot: Snapshot, path: string, { fault, problem }: Unformed): void {
  const lines = lineIndex(snapshot.input.files.get(path)?.text ?? '')
  const place = problem ? `:${pointAt(lines, problem.at.start).line}` : ''
  process.stderr.write(`${path}${place} is left as it is: ${fault}.\n`)
}

function write(unshaped: readonly Unshaped[]): Fault[] {
  return unshaped.flatMap(({ path, before, after }) => {
    const fault = replaceText(path, before, after)
    if (!fault) process.stdout.write(`${path}\n`)
    return fault ? [fault] : []
  })
}

async function show(call: Call, unshaped: readonly Unshaped[]): Promise<void> {
  const { diff, diffForPeople } = await import('../report/diff.js')
  const colour = wantsColour(given(call, 'color'), process.stdout)
  for (const { path, format, before, after } of unshaped) {
    const patch = diff(path, before.text, after, secretNames(format))
    if (colour || process.stdout.isTTY) process.stdout.write(diffForPeople(patch, paint(colour)))
    else process.stdout.write(encode({ text: patch, encoding: before.encoding }))
  }
}

// Whoever filters a text gets it back whatever it is: an editor must not lose it.
async function formInput(call: Call, wishes: Wishes): Promise<number> {
  if (call.words.length > 1)
    return complain([
      { fault: '`-` stands alone: the standard input cannot be formed together with other paths.' }
    ])
  const text = readStandardInput()
  if ('fault' in text) return complain([text])
  const path = given(call, 'stdin-filename') ?? 'stdin'
  const configuration = await configurationFor(dirname(path), wishes)
  if ('fault' in configuration) return complain([configuration])
  const workspace = openText(path, text, wishes, configuration)
  if ('fault' in workspace) return complain([workspace])
  const found = formed(workspace.snapshot, path)
  const after = typeof found === 'object' ? text.text : found
  if (typeof found === 'object') tellLeft(workspace.snapshot, path, found)
  if (call.options.has('check')) return after === text.text ? 0 : 1
  process.stdout.write(encode({ text: after, encoding: text.encoding }))
  return 0
}
