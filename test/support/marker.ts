import type { Problem } from '@xenlint/validator'
import type { Block } from './page.js'

const marker = /^ *\^+ (?:(?:error|warning|hint) [a-z0-9-]+: |see \S+: )/

/** The text that a block stands for: without its marker lines, with the line ends and marks that its flags ask for. */
export function textOf({ body, flags }: Block): string {
  let text = body
    .split('\n')
    .filter((line) => !marker.test(line))
    .join('\n')
  if (flags.has('unended')) text = text.slice(0, -1)
  if (flags.has('crlf')) text = text.replaceAll('\n', '\r\n')
  if (flags.has('bom')) text = `\uFEFF${text}`
  return text
}

/** The body of a block, written anew with a marker line for each problem; `place` names places to show beside it. */
export function annotate(
  text: string,
  problems: readonly Problem[],
  place: (at: Problem['at']) => string | undefined = () => undefined
): string {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  if (lines.at(-1) === '') lines.pop()
  const written: string[] = []
  let start = 0
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    const end = start + line.length + 1
    written.push(line.replace(/\r$/, ''))
    for (const problem of problems) {
      const at = Math.max(0, problem.at.start - shift)
      if (at >= start && (at < end || isLast))
        written.push(
          mark(problem, at - start, Math.min(problem.at.end - shift, end - 1) - at),
          ...seeAlso(problem, at - start, place)
        )
    }
    start = end
  }
  return written.map((line) => `${line}\n`).join('')
}

function mark({ severity, rule, message }: Problem, column: number, length: number): string {
  return `${' '.repeat(column)}${'^'.repeat(Math.max(1, length))} ${severity} ${rule}: ${message}`
}

function seeAlso(
  { related }: Problem,
  column: number,
  place: (at: Problem['at']) => string | undefined
): string[] {
  return related.flatMap(({ at, message }) => {
    const shown = place(at)
    return shown === undefined ? [] : [`${' '.repeat(column)}^ see ${shown}: ${message}`]
  })
}
