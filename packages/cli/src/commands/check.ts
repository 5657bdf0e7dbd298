import { dirname } from 'node:path'
import type { SourceFile } from '@xenlint/service'
import type { Problem, Severity, Wish } from '@xenlint/validator'
import type { Call } from '../arguments.js'
import { type Baseline, noBaseline, readBaseline, updateBaseline } from '../baseline.js'
import { complain } from '../complaint.js'
import { encode, type Fault, readStandardInput, replaceText, type Text, writeText } from '../disk.js'
import { mend } from '../fixing.js'
import { type Output, readOutputs, reporters } from '../outputs.js'
import { paint, wantsColour } from '../paint.js'
import { countsOf, type GroupReport, type Report, type View } from '../report.js'
import { secondThread } from '../second-thread.js'
import { secretNames } from '../secrets.js'
import { configurationFor, given, readWishes } from '../wishes.js'
import {
  type Opened,
  openCandidate,
  openText,
  openWorkspaces,
  type Wishes,
  type Workspace
} from '../workspace.js'
import { printConfiguration } from './print-configuration.js'

/** Lints files and whole hosts, mends them where asked, and reports. */
export async function check(call: Call): Promise<number> {
  const wishes = await readWishes(call)
  if ('fault' in wishes) return complain([wishes])
  const configured = given(call, 'print-config')
  if (configured !== undefined) return printConfiguration(configured, wishes)
  const outputs = readOutputs(call.options.get('format') ?? ['text'])
  if ('fault' in outputs) return complain([outputs])
  const limit = mostWarnings(call)
  if (typeof limit === 'object') return complain([limit])

  const baseline = baselineOf(call)
  if ('fault' in baseline) return complain([baseline])

  const opened = await openAll(call, wishes)
  const faults = [...opened.faults]
  const rules = call.options.get('rule')
  const wish = { unsafe: call.options.has('unsafe-fixes'), ...(rules ? { rules: new Set(rules) } : {}) }
  if (call.options.has('diff')) return showDiff(opened, wish, call)

  const mendings = wantsFixes(call)
    ? opened.workspaces.map((workspace) => mendOnDisk(call, workspace, wish, faults))
    : []
  const workspaces = opened.workspaces.map((workspace, index) => ({
    ...workspace,
    ...mendings[index]?.mended
  }))
  for (const workspace of workspaces) faults.push(...ownFaults(workspace))
  const fault =
    call.options.has('update-baseline') && updateBaseline(given(call, 'baseline') ?? '', workspaces)
  if (fault) faults.push(fault)

  const report: Report = {
    groups: workspaces.map((workspace) => groupReport(workspace, wish.rules, baseline)),
    fixed: {
      findings: mendings.reduce((sum, { problems }) => sum + problems, 0),
      files: mendings.flatMap(({ files }) => files)
    },
    notes: opened.notes
  }
  faults.push(...print(report, outputs, call))
  if (faults.length > 0) return complain(faults)
  return fails(report, given(call, 'fail-on') ?? 'error', limit) ? 1 : 0
}

async function openAll(call: Call, wishes: Wishes): Promise<Opened> {
  const [as, host] = [given(call, 'as'), given(call, 'host')]
  if (as !== undefined || host !== undefined) return openAs(call, as, host, wishes)
  if (!call.words.includes('-')) return openWorkspaces(wishes, secondThread)
  if (call.words.length > 1) {
    return failed({
      fault: '`-` stands alone: the standard input cannot be checked together with other paths.'
    })
  }
  const text = readStandardInput()
  if ('fault' in text) return failed(text)
  const path = given(call, 'stdin-filename') ?? 'stdin'
  const configuration = await configurationFor(dirname(path), wishes)
  if ('fault' in configuration) return failed(configuration)
  const workspace = openText(path, text, wishes, configuration)
  return 'fault' in workspace ? failed(workspace) : { workspaces: [workspace], faults: [], notes: [] }
}

async function openAs(
  call: Call,
  as: string | undefined,
  host: string | undefined,
  wishes: Wishes
): Promise<Opened> {
  const [file] = call.words
  if (as === undefined || host === undefined || file === undefined || call.words.length > 1)
    return failed({ fault: 'A candidate is one FILE with both: `--as etc/xen/web.cfg --host HOST FILE`.' })
  if (wantsFixes(call) || call.options.has('diff'))
    return failed({ fault: 'A candidate is only checked: `--as` goes with no fix.' })
  return openCandidate(file, { as, host }, wishes)
}

function baselineOf(call: Call): Baseline | Fault {
  const path = given(call, 'baseline')
  if (path !== undefined) return call.options.has('update-baseline') ? noBaseline : readBaseline(path)
  if (!call.options.has('update-baseline')) return noBaseline
  return { fault: '`--update-baseline` wants to know the file: `--baseline FILE --update-baseline`.' }
}

function failed(fault: Fault): Opened {
  return { workspaces: [], faults: [fault], notes: [] }
}

function mostWarnings(call: Call): number | undefined | Fault {
  const word = given(call, 'max-warnings')
  if (word === undefined) return undefined
  return /^\d+$/.test(word) ? Number(word) : { fault: `\`--max-warnings\` wants a number, not \`${word}\`.` }
}

function wantsFixes({ options }: Call): boolean {
  return options.has('fix') || options.has('unsafe-fixes')
}

interface Mending {
  readonly mended: Pick<Workspace, 'snapshot'>
  readonly problems: number
  readonly files: readonly string[]
}

// A file that cannot be written stays as it was, in the report too.
function mendOnDisk(call: Call, workspace: Workspace, wish: Wish, faults: Fault[]): Mending {
  const { snapshot, problems, texts } = mend(workspace.snapshot, filesOf(workspace), wish)
  const unwritten = new Map<string, SourceFile | undefined>()
  for (const [path, after] of texts) {
    const fault = call.words.includes('-')
      ? undefined
      : replaceText(path, workspace.texts.get(path) as Text, after)
    if (!fault) continue
    faults.push(fault)
    unwritten.set(path, workspace.snapshot.input.files.get(path))
  }
  return {
    mended: { snapshot: unwritten.size > 0 ? snapshot.change(unwritten) : snapshot },
    problems: problems.filter(({ at }) => !unwritten.has(at.file)).length,
    files: [...texts.keys()].filter((path) => !unwritten.has(path))
  }
}

function filesOf({ texts }: Workspace): string[] {
  return [...texts.keys()].sort()
}

function groupReport(
  workspace: Workspace,
  rules: ReadonlySet<string> | undefined,
  baseline: Baseline
): GroupReport {
  const { host, target, snapshot, caused = new Map<string, readonly Problem[]>() } = workspace
  const files = [...filesOf(workspace), ...caused.keys()].map((path) => {
    const source = snapshot.input.files.get(path)
    const problems = baseline.beyond(workspace, path, caused.get(path) ?? snapshot.problems(path))
    return {
      path,
      format: source?.format ?? '',
      text: source?.text ?? '',
      secretNames: problems.length > 0 ? secretNames(source?.format ?? '') : [],
      problems: rules ? problems.filter(({ rule }) => rules.has(rule)) : problems
    }
  })
  const textOf = (path: string): string | undefined => anyText(snapshot, path)
  return { ...(host === undefined ? {} : { host }), target, files, textOf }
}

/** The text of a file of a host, be it checked or not. */
function anyText({ input: { files, host } }: Workspace['snapshot'], path: string): string | undefined {
  const onHost = host?.pathOf(path)
  return files.get(path)?.text ?? (onHost === undefined ? undefined : host?.tree.read(onHost))
}

function ownFaults({ snapshot, texts }: Workspace): Fault[] {
  return [...texts.keys()].flatMap((path) =>
    snapshot.faults(path).map(({ rule, error }) => ({
      fault: `The rule \`${rule}\` broke on \`${path}\`, a fault of xenlint itself; the other rules went on. Report it with these lines:\n${error instanceof Error ? error.stack : String(error)}`
    }))
  )
}

function print(report: Report, outputs: readonly Output[], call: Call): Fault[] {
  const faults: Fault[] = []
  const piped = call.words.includes('-') && wantsFixes(call)
  const stream = piped ? process.stderr : process.stdout
  if (piped) process.stdout.write(report.groups[0]?.files[0]?.text ?? '')
  for (const { format, file } of outputs) {
    const view = viewOf(call, stream, file !== undefined)
    const printed = reporters[format](report, view)
    const fault = file === undefined ? undefined : writeText(file, printed)
    if (fault) faults.push(fault)
    if (file === undefined && (report.groups.length + report.notes.length > 0 || format !== 'text'))
      stream.write(printed)
  }
  return faults
}

function viewOf(call: Call, stream: NodeJS.WriteStream, intoFile: boolean): View {
  return {
    colour: !intoFile && wantsColour(given(call, 'color'), stream),
    width: Math.min(100, Math.max(40, stream.columns || 80)),
    verbose: call.options.has('verbose'),
    quiet: call.options.has('quiet'),
    statistics: call.options.has('statistics')
  }
}

const ranks: Readonly<Record<string, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  hint: ['error', 'warning', 'hint']
}

function fails(report: Report, level: string, limit: number | undefined): boolean {
  const counts = countsOf(report)
  if (limit !== undefined && counts.warning > limit) return true
  return (ranks[level] ?? []).some((severity) => counts[severity] > 0)
}

async function showDiff(opened: Opened, wish: Wish, call: Call): Promise<number> {
  const { diff, diffForPeople } = await import('../report/diff.js')
  const colour = wantsColour(given(call, 'color'), process.stdout)
  const forPeople = colour || process.stdout.isTTY
  let changed = false
  for (const workspace of opened.workspaces) {
    const { texts } = mend(workspace.snapshot, filesOf(workspace), wish)
    for (const [path, after] of texts) {
      const source = workspace.texts.get(path) as Text
      const { format = '' } = workspace.snapshot.input.files.get(path) ?? {}
      const patch = diff(path, source.text, after, secretNames(format))
      if (forPeople) process.stdout.write(diffForPeople(patch, paint(colour)))
      else process.stdout.write(encode({ text: patch, encoding: source.encoding }))
      changed = true
    }
  }
  if (opened.faults.length > 0) return complain(opened.faults)
  return changed ? 1 : 0
}
