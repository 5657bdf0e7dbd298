import type { Context, Finding, Rule } from '@xenlint/validator'
import { portsLine } from '../bridge.js'
import { lineStart } from '../edits.js'
import { type Reading, readingOf } from '../reading.js'

/** Only what a class names comes up by itself. */
export const bridgeUnstarted: Rule = {
  id: 'bridge-unstarted',
  summary: 'A bridge that no `auto` or `allow-` line names, so it does not come up at boot.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findUnstarted
}

function* findUnstarted(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  // A file that is sourced may be started by another, and the other way round.
  const isAlone = reading.unknownSources.length === 0 && !/(^|\/)interfaces\.d\//.test(context.file)
  if (reading.dialect.id !== 'classic' || !isAlone || !reading.accepted) return
  const told = new Set<string>()
  for (const iface of reading.ifaces) {
    if (!portsLine(iface) || told.has(iface.name) || isNamed(iface.name, reading)) continue
    told.add(iface.name)
    const start = lineStart(context.text, iface.origin.start)
    yield {
      case: 'unstarted',
      at: iface.nameOrigin,
      message: `No \`auto\` line names \`${iface.name}\`, so the bridge does not come up at boot.`,
      fixes: [
        {
          title: `Add \`auto ${iface.name}\`, which brings it up at boot`,
          edits: [{ start, end: start, text: `auto ${iface.name}\n` }],
          safe: false
        }
      ]
    }
  }
}

/** True where a class or a command names it, a pattern might, or another stanza or a mapping uses its stanza. */
function isNamed(name: string, { classes, mappings, ifaces }: Reading): boolean {
  const members = [...classes.values()].flat().map((member) => member.name)
  const isListed = members.some(
    (member) =>
      member === name || member.includes('/') || member.endsWith(`=${name}`) || member.startsWith(`${name}.`)
  )
  const isCalled = ifaces.some(({ lines }) =>
    lines.some(({ value }) => /\bifup\b/.test(value) && value.split(/[\s;&|]+/).includes(name))
  )
  return isListed || isCalled || mappings.length > 0 || ifaces.some(({ inherits }) => inherits?.name === name)
}
