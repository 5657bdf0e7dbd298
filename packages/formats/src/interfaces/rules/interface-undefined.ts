import type { Context, Finding, Rule } from '@xenlint/validator'
import { readingOf } from '../reading.js'

/** `ifup -a` looks for a stanza of each name, and fails for one without. */
export const interfaceUndefined: Rule = {
  id: 'interface-undefined',
  summary: 'A name behind `auto` that no stanza defines.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findUndefined
}

function* findUndefined(context: Context): Iterable<Finding> {
  const { dialect, accepted, ifaces, mappings, classes, unknownSources, addsLoopback } = readingOf(context)
  // What a sourced file or a mapping defines is not seen here.
  if (dialect.id !== 'classic' || !accepted || unknownSources.length > 0 || mappings.length > 0) return
  const defined = new Set(ifaces.map(({ name }) => name))
  if (addsLoopback) defined.add('lo')
  for (const { name, origin } of classes.get('auto') ?? []) {
    if (defined.has(name) || /[/=]/.test(name) || isCommented(context.text, origin.start)) continue
    yield {
      case: 'stanza-missing',
      at: origin,
      message: `No stanza defines \`${name}\`, so \`ifup -a\` says \`unknown interface ${name}\` and ends with status 1.`
    }
  }
}

// `comment-inline` speaks of what stands behind a `#`.
function isCommented(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset) + 1, offset + 1).includes('#')
}
