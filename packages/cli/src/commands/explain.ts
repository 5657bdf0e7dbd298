import { nearestOf, option, table, tableIds } from '@xenlint/catalogue'
import { ruleCards } from '@xenlint/formats'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { pageOf } from '../pages.js'
import { wantsColour } from '../paint.js'
import { optionText } from '../report/option.js'
import { rulePage } from '../report/rule-page.js'
import { given } from '../wishes.js'

/** Prints the page of a rule, or what is known of an option. */
export async function explain(call: Call): Promise<number> {
  const [word = ''] = call.words
  const colour = wantsColour(given(call, 'color'), process.stdout)
  if (ruleCards.some(({ id }) => id === word)) {
    const page = pageOf(word)
    if (typeof page === 'object') return complain([page])
    process.stdout.write(rulePage(page, colour))
    return 0
  }
  const rows = tableIds.flatMap((id) => {
    const row = option(id, word)
    return row ? [optionText(row, id, colour)] : []
  })
  if (rows.length === 0) return complain([{ fault: unknown(word) }])
  process.stdout.write(rows.join('\n'))
  return 0
}

function unknown(word: string): string {
  const names = [
    ...ruleCards.map(({ id }) => id),
    ...tableIds.flatMap((id) => table(id).map(({ name }) => name))
  ]
  const guess = nearestOf(names, word)
  return `There is no rule and no option \`${word}\`${guess ? `; did you mean \`${guess}\`?` : '; `xenlint rules` and `xenlint options` list them.'}`
}
