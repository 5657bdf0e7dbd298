import { nearestOf, within, xenHabit } from '@xenlint/catalogue'
import { misreadXenValue, type Setting, type XenMisreading } from '@xenlint/model'
import { shown } from './reading.js'
import type { Context, Finding, Fix } from './rule.js'

/** Values on Xen's line that it cannot use, or only a part of them; it boots all the same. */
export function* misreadXenValues({ settings, option, release, text }: Context): Iterable<Finding> {
  for (const setting of settings) {
    const isNegated = setting.name.startsWith('no-')
    const row = option(setting.name)
    if (!row || !within(row, release.xen)) continue
    const value = setting.value.kind === 'text' ? setting.value.text : ''
    const misread = misreadXenValue(row, value, isNegated, release.xen)
    if (!misread) continue
    const at = setting.value.kind === 'text' ? setting.value.origin : setting.nameOrigin
    yield {
      case: `xen-${misread.kind}`,
      severity: 'warning',
      at,
      message: messageOf(setting, value, misread, xenHabit('said', release.xen) === 'yes').replace(
        /[^?]$/,
        '$&.'
      ),
      fixes: fixesOf(misread, value, setting, text)
    }
  }
}

function messageOf({ name }: Setting, value: string, misread: XenMisreading, refuses: boolean): string {
  switch (misread.kind) {
    case 'flag':
      return `${shown(value)} is neither yes nor no for Xen, which ${refuses ? `goes on as if \`${name}\` were not there` : 'takes it for yes'}`
    case 'negated':
      return `\`${name}\` takes no value, so Xen leaves it out`
    case 'word': {
      const item = value.slice(misread.start, misread.end)
      const guess = guessOf(misread, value)
      return `Xen knows no ${shown(item)} of \`${name}\` and goes on without it${guess ? `; did you mean \`${guess}\`?` : ''}`
    }
    case 'speed':
      return `Xen sets a serial port to 1200 up to 115200, so it leaves \`${name}\` out`
    case 'number':
      return readPart(value, misread.end)
    case 'memory': {
      const { refusal, isRead } = misread
      if (isRead) return readPart(value, refusal.at)
      const lost = value.slice(refusal.start)
      const rest = value.slice(0, Math.max(0, refusal.start - 1))
      const then = rest === '' ? 'dom0 gets nearly all memory' : `only ${shown(rest)} counts`
      if (lost === '') return `Nothing stands behind the comma of \`${name}\`, so ${then}`
      return `Xen cannot read ${shown(lost)} as an amount of memory, so ${then}${units.test(value) ? '; a unit is one letter' : ''}`
    }
  }
}

function readPart(value: string, end: number): string {
  if (end === 0) return `${shown(value)} is no number for Xen, which takes it for 0`
  return `Xen reads ${shown(value.slice(0, end))} of ${shown(value)}, and drops the rest`
}

function guessOf({ start, end, words }: XenMisreading & { kind: 'word' }, value: string): string | undefined {
  return nearestOf(words, value.slice(start, end))
}

function fixesOf(misread: XenMisreading, value: string, setting: Setting, text: string): Fix[] {
  if (misread.kind === 'memory') return [...joined(value, setting, text), ...withoutByte(value, setting)]
  const guess = misread.kind === 'word' && guessOf(misread, value)
  const { origin } = setting.value
  if (misread.kind !== 'word' || !guess || origin.end - origin.start !== value.length) return []
  const edit = { start: origin.start + misread.start, end: origin.start + misread.end, text: guess }
  return [{ title: `Change to \`${guess}\`, which then counts`, edits: [edit], safe: false }]
}

const units = /(?<=[0-9][kmgtKMGT])i?[bB](?=,|$)/

// 4G, max:4G → 4G,max:4G
function joined(value: string, { value: { origin } }: Setting, text: string): Fix[] {
  const { end } = origin
  const blanks = /^[ \t]+(?=(?:min:|max:)?-?\d)/.exec(text.slice(end, end + 20))?.[0].length
  if (!value.endsWith(',') || blanks === undefined) return []
  const edits = [{ start: end, end: end + blanks, text: '' }]
  return [{ title: 'Take the blank behind the comma away, so that the rest counts', edits, safe: false }]
}

// 1024MB → 1024M
function withoutByte(value: string, { value: { origin } }: Setting): Fix[] {
  const text = value.replace(new RegExp(units, 'g'), '')
  if (text === value || origin.end - origin.start !== value.length) return []
  return [
    {
      title: `Write \`${text}\`, which Xen reads then`,
      edits: [{ start: origin.start, end: origin.end, text }],
      safe: false
    }
  ]
}
