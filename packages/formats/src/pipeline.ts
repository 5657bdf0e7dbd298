import type { Setting } from '@xenlint/model'
import { lineIndex, type Point, pointAt, print, type Root } from '@xenlint/syntax'
import {
  conclude,
  type Examined,
  examine,
  type HostAnswer,
  type Problem,
  type Question
} from '@xenlint/validator'
import type { Plugin } from 'unified'
import type { VFile } from 'vfile'
import type { Format } from './format.js'

/** A format as a `unified` plugin: a pipeline may parse it and print it back. */
export function syntax(format: Format): Plugin<[], string, Root> {
  return function () {
    this.parser = (text) => format.parse(text)
    this.compiler = (tree) => print(tree as Root)
  }
}

/** What `lint` is told beside the file itself. */
export interface LintOptions extends Question {
  readonly format: Format
  /** Rows of this format's options; without them the rules about options have nothing to say. */
  readonly options: Pick<Parameters<typeof examine>[0], 'option' | 'nearest'>
}

/** A message of a vfile with all that a problem holds, for reporters that know more than the standard ones. */
export interface ProblemFields {
  problem: Problem
  url: string
}

/** What a file may come with, so that nothing is done twice, and what it leaves with. */
export interface FileData {
  settings?: readonly Setting[]
  /** How the bytes of the file became characters; absent: UTF-8. */
  encoding?: 'utf-8' | 'latin1'
  /** Who may read the file, as the bits of its mode. */
  mode?: number
  /** What the file says by itself. */
  examined?: Examined
  /** What was found on the host that the file belongs to. */
  host?: HostAnswer
  faults?: Examined['faults']
}

/**
 * Runs the rules and leaves each problem as a message of the file: any vfile reporter works on the result.
 * What was found on its host arrives in `file.data`.
 */
export const lint: Plugin<[LintOptions], Root> = (options) => (tree, file) => {
  const data = file.data as FileData
  const settings = data.settings ?? options.format.lower(tree, file.path)
  const examined = data.examined ?? examineFile(tree, file.path, String(file), { ...data, settings }, options)
  const { problems, faults } = conclude(examined, options, data.host, file.path)
  if (problems.length > 0) withoutTraces(() => report(file, String(file), problems))
  Object.assign(data, { settings, examined, faults })
}

/** What a file says by itself; `lint` goes on from there. */
export function examineFile(
  tree: Root,
  file: string,
  text: string,
  {
    settings,
    encoding,
    mode
  }: Pick<FileData, 'encoding' | 'mode'> & { readonly settings: readonly Setting[] },
  options: LintOptions
): Examined {
  const { format } = options
  const subject = {
    file,
    format: format.id,
    text,
    tree,
    settings,
    embedded: format.embedded?.(settings) ?? [],
    ...(encoding && { encoding }),
    ...(mode !== undefined && { mode }),
    ...options.options
  }
  return examine(subject, options)
}

function report(file: VFile, text: string, problems: readonly Problem[]): void {
  const lines = lineIndex(text)
  const point = (offset: number): Point => pointAt(lines, offset)
  for (const problem of problems) {
    const place = { start: point(problem.at.start), end: point(problem.at.end) }
    const message = file.message(problem.message, { place, ruleId: problem.rule, source: 'xenlint' })
    const fatal = { error: true, warning: false, hint: undefined }[problem.severity]
    const fields: ProblemFields = { problem, url: problem.url }
    Object.assign(message, fields, { fatal })
  }
}

// A message is made as an error, and looking for its trace costs more than the rest; vfile drops the trace.
function withoutTraces(work: () => void): void {
  const traces = Error as { stackTraceLimit?: number }
  const { stackTraceLimit } = traces
  traces.stackTraceLimit = 0
  try {
    work()
  } finally {
    if (stackTraceLimit === undefined) delete traces.stackTraceLimit
    else traces.stackTraceLimit = stackTraceLimit
  }
}

/** The problems that `lint` left on a file, in order. */
export function problemsOf(file: VFile): Problem[] {
  return file.messages.flatMap((message) => ('problem' in message ? [message.problem as Problem] : []))
}
