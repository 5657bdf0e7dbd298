import { table } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import type { Severity, Wish } from '@xenlint/validator'
import type { Call } from '../arguments.js'
import { type Fault, readStandardInput, replaceText, type Text, writeText } from '../disk.js'
import { type Mended, mend } from '../fixing.js'
import { type Output, readOutputs, reporters } from '../outputs.js'
import { paint, wantsColour } from '../paint.js'
import { countsOf, type GroupReport, type Report, type View } from '../report.js'
import { configurationFor, given, readWishes } from '../wishes.js'
import { type Opened, openText, openWorkspaces, type Wishes, type Workspace } from '../workspace.js'

/** Lints files and whole hosts, mends them where asked, and reports. */
export async function check(call: Call): Promise<number> {
  const wishes = await readWishes(call)
  if ('fault' in wishes) return complain([wishes])
  const outputs = readOutputs(call.options.get('format') ?? ['text'])
  if ('fault' in outputs) return complain([outputs])
  const limit = mostWarnings(call)
  if (typeof limit === 'object') return complain([limit])

  const opened = await openAll(call, wishes)
  const faults = [...opened.faults]
  const rules = call.options.get('rule')
  const wish = { unsafe: call.options.has('unsafe-fixes'), ...(rules ? { rules: new Set(rules) } : {}) }
  if (call.options.has('diff')) return showDiff(opened, wish, call)

  const groups: GroupReport[] = []
  const fixed: { findings: number; files: string[] } = { findings: 0, files: [] }
  for (const workspace of opened.workspaces) {
    const mended = wantsFixes(call)
      ? write(call, workspace, mend(workspace.snapshot, filesOf(workspace), wish), faults)
      : undefined
    fixed.findings += mended?.problems.length ?? 0
    fixed.files.push(...(mended?.texts.keys() ?? []))
    groups.push(groupReport({ ...workspace, snapshot: mended?.snapshot ?? workspace.snapshot }, wish.rules))
    faults.push(...ownFaults(workspace))
  }
  const report: Report = { groups, fixed, notes: opened.notes }
  faults.push(...print(report, outputs, call))
  if (faults.length > 0) return complain(faults)
  return fails(report, given(call, 'fail-on') ?? 'error', limit) ? 1 : 0
}

async function openAll(call: Call, wishes: Wishes): Promise<Opened> {
  if (!call.words.includes('-')) return openWorkspaces(wishes)
  if (call.words.length > 1) {
    return failed({
      fault: '`-` stands alone: the standard input cannot be checked together with other paths.'
    })
  }
  const text = readStandardInput()
  if ('fault' in text) return failed(text)
  const path = given(call, 'stdin-filename') ?? 'stdin'
  const configuration = await configurationFor(path, wishes)
  if ('fault' in configuration) return failed(configuration)
  const workspace = openText(path, text, wishes, configuration)
  return 'fault' in workspace ? failed(workspace) : { workspaces: [workspace], faults: [], notes: [] }
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

// A file that cannot be written stays as it was, in the report too.
function write(call: Call, { texts }: Workspace, mended: Mended, faults: Fault[]): Mended {
  if (call.words.includes('-')) return mended
  const unwritten = new Set<string>()
  for (const [path, after] of mended.texts) {
    const fault = replaceText(path, texts.get(path) as Text, after)
    if (!fault) continue
    faults.push(fault)
    unwritten.add(path)
  }
  if (unwritten.size === 0) return mended
  const old = [...unwritten].map((path) => [path, mended.before.input.files.get(path)] as const)
  return {
    ...mended,
    snapshot: mended.snapshot.change(new Map(old)),
    problems: mended.problems.filter(({ at }) => !unwritten.has(at.file)),
    texts: new Map([...mended.texts].filter(([path]) => !unwritten.has(path)))
  }
}

function filesOf({ texts }: Workspace): string[] {
  return [...texts.keys()].sort()
}

function groupReport(workspace: Workspace, rules: ReadonlySet<string> | undefined): GroupReport {
  const { host, target, snapshot } = workspace
  const files = filesOf(workspace).map((path) => {
    const source = snapshot.input.files.get(path)
    const problems = snapshot.problems(path)
    return {
      path,
      format: source?.format ?? '',
      text: source?.text ?? '',
      secretNames: problems.length > 0 ? secretNames(source?.format ?? '') : [],
      problems: rules ? problems.filter(({ rule }) => rules.has(rule)) : problems
    }
  })
  return { ...(host === undefined ? {} : { host }), target, files }
}

const secretsByFormat = new Map<string, readonly string[]>()

function secretNames(format: string): readonly string[] {
  const known = secretsByFormat.get(format)
  if (known) return known
  const rows = table(formatOf(format)?.table ?? '')
  const names = rows.filter(({ secret }) => secret).map(({ name }) => name)
  secretsByFormat.set(format, names)
  return names
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
    if (file === undefined && (report.groups.length > 0 || format !== 'text')) stream.write(printed)
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
  const { diff } = await import('../report/diff.js')
  const style = paint(wantsColour(given(call, 'color'), process.stdout))
  let changed = false
  for (const workspace of opened.workspaces) {
    const { texts } = mend(workspace.snapshot, filesOf(workspace), wish)
    for (const [path, after] of texts) {
      const { text = '', format = '' } = workspace.snapshot.input.files.get(path) ?? {}
      process.stdout.write(diff(path, text, after, secretNames(format), style))
      changed = true
    }
  }
  if (opened.faults.length > 0) return complain(opened.faults)
  return changed ? 1 : 0
}

/** Says on the error stream what kept xenlint from its work; the answer is the exit status. */
function complain(faults: readonly Fault[]): number {
  for (const { fault } of faults) process.stderr.write(`xenlint: ${fault}\n`)
  return 2
}
