import type { Problem } from '@xenlint/validator'
import { type FileReport, type Pointer, pointerOf, type Report } from '../report.js'
import { type Secrets, secretsOf } from '../secrets.js'

/** All findings as one JSON array, hints included. */
export function json(report: Report): string {
  const point = pointerOf(report.groups)
  const rows = report.groups.flatMap(({ files }) =>
    files.flatMap((file) => {
      if (file.problems.length === 0) return []
      const secrets = secretsOf(file.text, file.secretNames)
      return file.problems.map((problem) => row(file, problem, secrets, point))
    })
  )
  return `[${rows.map((each) => `\n  ${JSON.stringify(each)}`).join(',')}${rows.length > 0 ? '\n' : ''}]\n`
}

function row(
  { path, format }: FileReport,
  { rule, case: word, severity, certainty, needs, message, at, related, fixes, url }: Problem,
  secrets: Secrets,
  point: Pointer
): object {
  return {
    file: path,
    format,
    rule,
    case: word,
    severity,
    certainty,
    needs,
    message: secrets.hide(message),
    start: point(path, at.start),
    end: point(path, at.end),
    related: related.map((each) => ({
      file: each.at.file,
      start: point(each.at.file, each.at.start),
      end: point(each.at.file, each.at.end),
      message: secrets.hide(each.message)
    })),
    fixes: fixes.map(({ title, safe, edits }) => ({
      title: secrets.hide(title),
      safe,
      edits: edits.map((edit) => ({
        file: edit.file ?? path,
        start: edit.start,
        end: edit.end,
        text: secrets.cover(edit.text)
      }))
    })),
    url
  }
}
