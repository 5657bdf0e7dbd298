import type { Context, Finding, Rule } from '@xenlint/validator'
import { portsLine } from '../bridge.js'
import { lineStart } from '../edits.js'
import { type Reading, readingOf } from '../reading.js'

/** What `auto` names comes up by itself; udev brings up what `allow-hotplug` names once it is there. */
export const bridgeUnstarted: Rule = {
  id: 'bridge-unstarted',
  summary: 'A bridge that no `auto` line names, so it does not come up at boot.',
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
  const named = namedIn(reading)
  const awaited = new Set(reading.classes.get('hotplug')?.map((member) => member.name))
  for (const iface of reading.ifaces) {
    if (!portsLine(iface) || told.has(iface.name) || named(iface.name)) continue
    told.add(iface.name)
    const start = lineStart(context.text, iface.origin.start)
    const isAwaited = awaited.has(iface.name)
    const fact = isAwaited
      ? `\`allow-hotplug\` waits for \`${iface.name}\` to appear, which only its own stanza makes`
      : `No \`auto\` line names \`${iface.name}\``
    yield {
      case: isAwaited ? 'hotplug' : 'unstarted',
      at: iface.nameOrigin,
      message: `${fact}, so the bridge does not come up at boot.`,
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

/** Tells of a name whether a class or a command names it, a pattern might, or another stanza or a mapping uses its stanza. */
function namedIn({ classes, mappings, ifaces }: Reading): (name: string) => boolean {
  const membersOf = (name: string): string[] => (classes.get(name) ?? []).map((member) => member.name)
  const awaited = membersOf('hotplug').filter((member) => !isCard(member))
  const members = [...classes.keys()].flatMap(membersOf).filter((member) => !awaited.includes(member))
  if (mappings.length > 0 || [...members, ...awaited].some((member) => member.includes('/')))
    return () => true
  members.push(...membersOf('auto'))
  const names = new Set<string>()
  for (const member of members) {
    names.add(member)
    for (let at = member.indexOf('='); at >= 0; at = member.indexOf('=', at + 1))
      names.add(member.slice(at + 1))
    // `auto br0.5` brings up `br0` first.
    for (let dot = member.indexOf('.'); dot >= 0; dot = member.indexOf('.', dot + 1))
      names.add(member.slice(0, dot))
  }
  for (const { lines, inherits } of ifaces) {
    if (inherits) names.add(inherits.name)
    for (const { value } of lines)
      if (/\bifup\b/.test(value)) for (const word of value.split(/[\s;&|]+/)) names.add(word)
  }
  return (name) => names.has(name)
}

/** Names that cards have, which are there before ifup is. */
function isCard(name: string): boolean {
  return /^(?:eth|en|em|wl|p)\w*\d/.test(name)
}
