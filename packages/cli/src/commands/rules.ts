import { ruleCards } from '@xenlint/formats'
import type { Call } from '../arguments.js'
import { hanging } from '../wrap.js'

/** Lists all rules. */
export async function rules(call: Call): Promise<number> {
  process.stdout.write(call.options.has('json') ? json() : list())
  return 0
}

function json(): string {
  const rows = ruleCards.map(({ id, severity, formats, status, since, summary }) =>
    JSON.stringify({ id, severity, formats: formats ?? [], status, since, summary })
  )
  return `[\n${rows.map((row) => `  ${row}`).join(',\n')}\n]\n`
}

function list(): string {
  const column = Math.max(...ruleCards.map(({ id }) => id.length)) + 2
  const rows = ruleCards.map(({ id, severity, summary }) => {
    const lines = hanging(summary, column + 9, 80)
    return [id.padEnd(column) + severity.padEnd(9) + (lines[0] ?? '').trimStart(), ...lines.slice(1)].join(
      '\n'
    )
  })
  return `${rows.join('\n')}\n\n\`xenlint explain RULE\` tells more.\n`
}
