import { nearest, option } from '@xenlint/catalogue'
import { examineFile, type FileData, type Format, lint, problemsOf, rulesOf, syntax } from '@xenlint/formats'
import type { GuestText } from '@xenlint/model'
import {
  type Answer,
  type Examined,
  type HostAnswer,
  hostRules,
  type Problem,
  type Severity
} from '@xenlint/validator'
import { unified } from 'unified'
import { VFile } from 'vfile'
import type { SourceFile } from './source-file.js'
import type { Target } from './target.js'

/** What was found out about a text; it holds as long as the text does. */
export interface Reading extends GuestText {
  readonly source: SourceFile
  readonly format: Format
  /** What the file says by itself, once somebody asked. */
  examined?: Examined
}

/** What is reported of a file, and the host that it was concluded from. */
export interface Conclusion {
  readonly reading: Reading
  readonly problems: readonly Problem[]
  readonly faults: Answer['faults']
  /** What rules about the host have to say of the file. */
  readonly found: Found
  /** The programs of the host that decide what of the file counts. */
  readonly programs: string
}

type Found = ReturnType<HostAnswer['found']['get']>

/** What is done with the files of a format. */
export interface Reader {
  parse(file: string, source: SourceFile): Reading
  examine(reading: Reading): Examined
  conclude(reading: Reading, host: HostAnswer | undefined): Conclusion
}

interface Known {
  readonly severities?: ReadonlyMap<string, Severity | 'off'>
  /** What is known already of what a file says by itself. */
  examined?(file: string, source: SourceFile): Examined | undefined
}

/** A reader holds for all snapshots of one target: it is made once for each format. */
export function readerOf(
  format: Format,
  { severities, examined: known }: Known,
  { releases }: Target
): Reader {
  const options = {
    option: (name: string) => option(format.table, name),
    nearest: (name: string) => nearest(format.table, name)
  }
  const question = {
    rules: rulesOf(format),
    hostRules,
    releases,
    ...(severities ? { severities } : {})
  }
  const asked = { format, options, ...question }
  const processor = unified().use(syntax(format)).use(lint, asked).freeze()
  return {
    parse(file, source) {
      const tree = processor.parse(new VFile({ path: file, value: source.text }))
      const { text, encoding } = source
      const settings = format.lower(tree, file)
      return { file, text, ...(encoding && { encoding }), source, format, tree, settings }
    },
    examine: ({ file, text, source, tree, settings }) =>
      examineFile(tree, file, text, { ...source, settings }, asked),
    conclude(reading, host) {
      const { file, text, source, tree, settings } = reading
      const examined = reading.examined ?? known?.(file, source)
      const { encoding, mode } = source
      const data: FileData = {
        settings,
        ...(encoding && { encoding }),
        ...(mode !== undefined && { mode }),
        ...(examined && { examined }),
        ...(host && { host })
      }
      const vfile = new VFile({ path: file, value: text, data: data as Record<string, unknown> })
      processor.runSync(tree, vfile)
      const after = vfile.data as FileData
      if (after.examined) reading.examined = after.examined
      return {
        reading,
        problems: problemsOf(vfile),
        faults: after.faults ?? [],
        found: host?.found.get(file),
        programs: programsOf(host)
      }
    }
  }
}

/** The programs of a host that decide what of its files counts. */
export function programsOf(host: HostAnswer | undefined): string {
  return host ? `${host.script} ${host.toolstack}` : ''
}
