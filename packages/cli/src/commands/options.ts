import { nearestOf, type Option, option, table, tableIds, within } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import { targetOf } from '@xenlint/service'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { wantsColour } from '../paint.js'
import { optionRow, optionText } from '../report/option.js'
import { given, releaseGiven } from '../wishes.js'

/** Lists the options of the catalogue, or tells all of one. */
export async function options(call: Call): Promise<number> {
  const target = targetOf(releaseGiven(call))
  if (target && 'fault' in target) return complain([target])
  const kind = given(call, 'kind')
  const ids = kind === undefined ? tableIds : tableIds.filter((id) => id === (formatOf(kind)?.table ?? kind))
  if (ids.length === 0) return complain([{ fault: unknownTable(kind ?? '') }])
  const [name] = call.words
  const xen = target?.releases[0]?.xen
  const found = ids.map((id) => ({
    id,
    rows: (name === undefined ? table(id) : [option(id, name)].filter((row) => row !== undefined)).filter(
      (row) => xen === undefined || within(row, xen)
    )
  }))
  if (found.every(({ rows }) => rows.length === 0))
    return complain([{ fault: unknownOption(name ?? '', ids, xen) }])
  const colour = wantsColour(given(call, 'color'), process.stdout)
  process.stdout.write(call.options.has('json') ? json(found) : text(found, name, colour, xen))
  return 0
}

interface Found {
  readonly id: string
  readonly rows: readonly Option[]
}

function text(
  found: readonly Found[],
  name: string | undefined,
  colour: boolean,
  xen: string | undefined
): string {
  if (name !== undefined)
    return found.flatMap(({ id, rows }) => rows.map((row) => optionText(row, id, colour, xen))).join('\n')
  return found
    .filter(({ rows }) => rows.length > 0)
    .map(({ id, rows }) => `${id}\n${rows.map((row) => optionRow(row, 28)).join('\n')}\n`)
    .join('\n')
}

function json(found: readonly Found[]): string {
  const rows = found.flatMap(({ id, rows }) => rows.map((row) => JSON.stringify({ table: id, ...row })))
  return `[\n${rows.map((row) => `  ${row}`).join(',\n')}\n]\n`
}

function unknownTable(kind: string): string {
  return `There are no options of \`${kind}\`; there are those of ${tableIds.map((id) => `\`${id}\``).join(', ')}.`
}

function unknownOption(name: string, ids: readonly string[], xen: string | undefined): string {
  if (xen !== undefined && ids.some((id) => option(id, name))) {
    return `Xen ${xen} does not read \`${name}\`; other releases do: \`xenlint options ${name}\`.`
  }
  const guess = nearestOf(
    ids.flatMap((id) => table(id).map((row) => row.name)),
    name
  )
  return `There is no option \`${name}\`${guess ? `; did you mean \`${guess}\`?` : '; `xenlint options` lists them.'}`
}
