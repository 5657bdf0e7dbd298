import { nearestOf } from '@xenlint/catalogue'
import { linesOf, originIn, splitLine } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { readingOf } from '../reading.js'

/** A class may have any name: of one that nobody asks for ifupdown says nothing. */
export const classMisspelt: Rule = {
  id: 'class-misspelt',
  summary: 'An `allow-` line whose class is a slip away from one that is asked for.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findMisspelt
}

/** The classes that Debian asks for by itself: at boot, and from udev. */
const asked = ['auto', 'hotplug']

function* findMisspelt(context: Context): Iterable<Finding> {
  const { dialect, ifaces } = readingOf(context)
  if (dialect.id !== 'classic') return
  // Open vSwitch has a class of each bridge's name.
  const own = new Set([...asked, ...ifaces.map(({ name }) => name)])
  for (const line of linesOf(context.tree)) {
    const { first } = splitLine(line)
    const [, name] = /^allow-(.+)$/.exec(first.text) ?? []
    const meant = name === undefined || own.has(name) ? undefined : nearestOf(asked, name)
    if (meant === undefined) continue
    const at = originIn(line, first, context.file)
    yield {
      case: meant,
      at,
      message: `Nothing asks for a class \`${name}\`, so what the line names does not come up by it; \`allow-${meant}\` is meant.`,
      fixes: [
        {
          title: `Change to \`allow-${meant}\`, which brings up what the line names`,
          edits: [{ start: at.start, end: at.end, text: `allow-${meant}` }],
          safe: false
        }
      ]
    }
  }
}
