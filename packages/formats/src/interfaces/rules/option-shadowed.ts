import { interfaceOptions } from '@xenlint/catalogue'
import { commandOptions, type OptionLine } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { removal } from '../edits.js'
import { readingOf } from '../reading.js'
import { variableOf } from '../variable.js'

/** Hooks get options as variables, and two spellings make one variable. */
export const optionShadowed: Rule = {
  id: 'option-shadowed',
  summary: 'Two spellings of one option of a hook: only the last is seen.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findShadowed
}

function* findShadowed(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  const ofMethods = new Set(interfaceOptions().flatMap(({ name, methods }) => (methods ? [name] : [])))
  for (const iface of reading.ifaces) {
    const seen = new Map<string, OptionLine>()
    for (const line of iface.lines) {
      if (commandOptions.has(line.name) || ofMethods.has(line.name)) continue
      const before = seen.get(variableOf(line.name))
      seen.set(variableOf(line.name), line)
      if (!before || before.name === line.name || before.value === line.value) continue
      yield {
        case: 'shadowed',
        at: before.origin,
        message: `For hooks \`${before.name}\` and \`${line.name}\` are one option, so \`${before.value}\` is lost.`,
        related: [{ at: line.origin, message: 'The one that counts.' }],
        fixes: [removal(context.text, before.origin, 'Remove the line')]
      }
    }
  }
}
