import { type LineIndex, lineIndex, pointAt } from '@xenlint/syntax'
import type { Problem } from '@xenlint/validator'
import { paint } from '../paint.js'
import { type FileReport, isShown, type Pointer, pointerOf, type Report, type View } from '../report.js'
import { type Secrets, secretsOf } from '../secrets.js'
import { frame } from './frame.js'
import { headingOf } from './heading.js'
import { markup } from './markup.js'
import { summaryOf } from './summary.js'

/** One page without scripts and without anything from elsewhere. */
export function html(report: Report, view: View): string {
  const summary = summaryOf(report, { ...view, width: Number.POSITIVE_INFINITY }, paint(false))
  const groups = report.groups.map((group) => {
    const point = pointerOf([group])
    const files = group.files.map((file) => fileSection(file, view, point)).join('')
    return `<section>\n<h2>${words(headingOf(group))}</h2>\n${files}</section>\n`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>xenlint: ${markup(summary.split('\n', 1)[0] ?? '')}</title>
<style>${style}</style>
<h1>xenlint</h1>
<p class="summary">${words(summary).replaceAll('\n', '<br>')}</p>
${groups.join('')}</html>
`
}

function fileSection(file: FileReport, view: View, point: Pointer): string {
  const problems = file.problems.filter(({ severity }) => isShown(severity, view))
  if (problems.length === 0) return ''
  const secrets = secretsOf(file.text, file.secretNames)
  const lines = lineIndex(file.text)
  const articles = problems.map((problem) => article(file, problem, { lines, secrets, point }))
  return `<h3>${markup(file.path)}</h3>\n${articles.join('')}`
}

function article(
  file: FileReport,
  problem: Problem,
  { lines, secrets, point }: { lines: LineIndex; secrets: Secrets; point: Pointer }
): string {
  const { rule, severity, message, at, related, fixes, needs, url } = problem
  const { line, column } = pointAt(lines, at.start)
  const { rows } = frame(file.text, at.start, at.end, 110, secrets.mask, lines)
  const code = rows.map(({ line: number, source, carets }) => {
    const from = carets.length - carets.trimStart().length
    const [before, meant, after] = [
      source.slice(0, from),
      source.slice(from, carets.length),
      source.slice(carets.length)
    ]
    return `<span>${number}</span>${markup(before)}<mark>${markup(meant) || ' '}</mark>${markup(after)}\n`
  })
  const more = [
    ...(needs.length > 0 ? [`Depends on: ${markup(needs.join(', '))}`] : []),
    ...related.map(
      ({ at: other, message: said }) =>
        `See ${markup(other.file)}, line ${point(other.file, other.start).line}: ${words(secrets.hide(said))}`
    ),
    ...fixes
      .slice(0, 1)
      .map(({ title, safe }) => `Fix: ${words(secrets.hide(title))} (${safe ? 'safe' : 'suggested'})`)
  ]
  return `<article class="${severity}">
<p><b>${severity}</b> ${line}:${column} ${words(secrets.hide(message))} <a href="${markup(url)}">${rule}</a></p>
<pre>${code.join('')}</pre>
${more.map((each) => `<p class="more">${each}</p>\n`).join('')}</article>
`
}

// What stands in backticks is code; what xl quotes `so' is not.
function words(text: string): string {
  return markup(text).replace(/`([^`'\s]+')|`([^`]*)`/g, (all, quoted, code) =>
    quoted ? all : `<code>${code}</code>`
  )
}

const style = `
:root { color-scheme: light dark; --error: #b3261e; --warning: #8a5a00; --hint: #24608f; --line: #8884 }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffc66d; --hint: #8ecbff } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.1rem; margin-top: 2.5rem } h3 { font: 600 1rem ui-monospace, monospace; margin-top: 2rem }
article { border-left: 4px solid var(--line); padding: .1rem 1rem; margin: 1rem 0 }
article p { margin: .4rem 0 } .more { opacity: .85 }
.error { border-color: var(--error) } .warning { border-color: var(--warning) } .hint { border-color: var(--hint) }
.error b, .error mark { color: var(--error) } .warning b, .warning mark { color: var(--warning) }
.hint b, .hint mark { color: var(--hint) }
code, pre { font-family: ui-monospace, monospace; font-size: .9em } pre { overflow-x: auto; margin: .5rem 0 }
pre span { opacity: .5; display: inline-block; min-width: 3em; user-select: none }
mark { background: none; text-decoration: underline wavy; font-weight: 600 }
`
