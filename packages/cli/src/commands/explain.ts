import { nearestOf, option, table, tableIds } from '@xenlint/catalogue'
import { ruleCards } from '@xenlint/formats'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { pageOf } from '../pages.js'
import { optionText } from '../report/option.js'
import { wrap } from '../wrap.js'

/** Prints the page of a rule, or what is known of an option. */
export async function explain({ words }: Call): Promise<number> {
  const [word = ''] = words
  if (ruleCards.some(({ id }) => id === word)) {
    const page = pageOf(word)
    if (typeof page === 'object') return complain([page])
    process.stdout.write(forReading(page))
    return 0
  }
  const rows = tableIds.flatMap((id) => {
    const row = option(id, word)
    return row ? [optionText(row, id)] : []
  })
  if (rows.length === 0) return complain([{ fault: unknown(word) }])
  process.stdout.write(rows.join('\n'))
  return 0
}

// Prose is wrapped for the terminal; what stands in a fence is shown as it is.
function forReading(page: string): string {
  let fenced = false
  return page
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) fenced = !fenced
      return fenced || line.startsWith('|') ? [line] : wrap(line, 80)
    })
    .join('\n')
}

function unknown(word: string): string {
  const names = [
    ...ruleCards.map(({ id }) => id),
    ...tableIds.flatMap((id) => table(id).map(({ name }) => name))
  ]
  const guess = nearestOf(names, word)
  return `There is no rule and no option \`${word}\`${guess ? `; did you mean \`${guess}\`?` : '; `xenlint rules` and `xenlint options` list them.'}`
}
