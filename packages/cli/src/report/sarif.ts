import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ruleCards } from '@xenlint/formats'
import type { Fix, Problem, Severity } from '@xenlint/validator'
import { type FileReport, type GroupReport, pointerOf, type Report } from '../report.js'
import { type Secrets, secretsOf } from '../secrets.js'
import { version } from '../version.js'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' }

/** SARIF 2.1.0, as code scanning services take it. */
export function sarif(report: Report): string {
  const files = report.groups.flatMap((group) => group.files)
  const places = placesIn(report.groups)
  const rules = usedRules(files)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'xenlint',
            informationUri: 'https://github.com/xenlint/xenlint',
            version,
            rules: rules.rows
          }
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => {
          const secrets = secretsOf(file.text, file.secretNames)
          return file.problems.map((problem) => result(file, problem, { places, rules, secrets }))
        })
      }
    ]
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

interface Rules {
  readonly rows: readonly object[]
  indexOf(rule: string): number
}

function usedRules(files: readonly FileReport[]): Rules {
  const urls = new Map(files.flatMap(({ problems }) => problems.map(({ rule, url }) => [rule, url] as const)))
  const ids = [...urls.keys()].sort()
  const rows = ids.map((id) => {
    const card = ruleCards.find((each) => each.id === id)
    return {
      id,
      ...(card ? { shortDescription: { text: card.summary } } : {}),
      helpUri: urls.get(id),
      ...(card ? { defaultConfiguration: { level: levels[card.severity] } } : {})
    }
  })
  return { rows, indexOf: (rule) => ids.indexOf(rule) }
}

type Places = (file: string, start: number, end: number) => { artifactLocation: object; region: object }

function placesIn(groups: readonly GroupReport[]): Places {
  const point = pointerOf(groups)
  return (file, start, end) => {
    const from = point(file, start)
    const to = point(file, end)
    return {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column }
    }
  }
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href
  return file.split('/').map(encodeURIComponent).join('/')
}

interface Surroundings {
  readonly places: Places
  readonly rules: Rules
  readonly secrets: Secrets
}

function result({ path }: FileReport, problem: Problem, { places, rules, secrets }: Surroundings): object {
  const { rule, severity, message, at, related, fixes, certainty, needs } = problem
  const edited = fixes.filter(({ edits }) => edits.length > 0)
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[severity],
    message: { text: secrets.hide(message) },
    locations: [{ physicalLocation: places(path, at.start, at.end) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            message: { text: secrets.hide(each.message) },
            physicalLocation: places(each.at.file, each.at.start, each.at.end)
          }))
        }
      : {}),
    ...(edited.length > 0 ? { fixes: edited.map((fix) => fixOf(path, fix, places, secrets)) } : {}),
    properties: { case: problem.case, certainty, needs }
  }
}

// One change for each file; a change without replacements would make the whole log refused.
function fixOf(path: string, { title, safe, edits }: Fix, places: Places, secrets: Secrets): object {
  const files = [...new Set(edits.map((edit) => edit.file ?? path))]
  return {
    description: { text: `${secrets.hide(title)} (${safe ? 'safe' : 'suggested'})` },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter((edit) => (edit.file ?? path) === file)
        .map((edit) => ({
          deletedRegion: places(file, edit.start, edit.end).region,
          insertedContent: { text: secrets.cover(edit.text) }
        }))
    }))
  }
}
