import { nearestOf } from '@xenlint/catalogue'
import { reportFormats } from './command.js'
import type { Fault } from './disk.js'
import { checkstyle } from './report/checkstyle.js'
import { compact } from './report/compact.js'
import { github } from './report/github.js'
import { html } from './report/html.js'
import { json } from './report/json.js'
import { junit } from './report/junit.js'
import { sarif } from './report/sarif.js'
import { text } from './report/text.js'
import type { Report, View } from './report.js'

type FormatName = (typeof reportFormats)[number]

/** One report that is asked for, and the file it goes to; without one, to the terminal. */
export interface Output {
  readonly format: FormatName
  readonly file?: string
}

export const reporters: Readonly<Record<FormatName, (report: Report, view: View) => string>> = {
  text,
  compact,
  json,
  sarif,
  github,
  junit,
  checkstyle,
  html
}

/** Reads `FORMAT` and `FORMAT:FILE`; where only files are named, people still get the text. */
export function readOutputs(words: readonly string[]): readonly Output[] | Fault {
  const outputs: Output[] = []
  for (const word of words) {
    const [name = '', ...rest] = word.split(':')
    const format = reportFormats.find((each) => each === name)
    if (!format) return { fault: unknownFormat(name) }
    const file = rest.join(':')
    if (rest.length > 0 && file === '')
      return { fault: `\`--format ${word}\` names no file behind the colon.` }
    outputs.push(file === '' ? { format } : { format, file })
  }
  const onTerminal = outputs.filter(({ file }) => file === undefined)
  if (onTerminal.length > 1) {
    return {
      fault: `Only one report can be printed; write the others to files: \`--format ${onTerminal[1]?.format}:FILE\`.`
    }
  }
  return onTerminal.length === 0 ? [{ format: 'text' }, ...outputs] : outputs
}

function unknownFormat(name: string): string {
  const guess = nearestOf(reportFormats, name)
  const known = reportFormats.map((each) => `\`${each}\``).join(', ')
  return `There is no report format \`${name}\`${guess ? `; did you mean \`${guess}\`?` : `; there are ${known}.`}`
}
