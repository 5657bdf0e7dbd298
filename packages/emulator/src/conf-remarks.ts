import { emulatorText, option } from '@xenlint/catalogue'
import type { Host } from '@xenlint/model'
import type { GuestEvent } from './event.js'
import type { GuestOutcome } from './guest-start.js'
import { quietly } from './run.js'

/** What xl says of xl.conf stands before all that it says of a guest; some of it ends without an end of line. */
export function withConfRemarks(host: Host, events: GuestEvent[]): GuestEvent[] {
  const remarks = remarksOf(host)
  const last = events.at(-1)
  if (remarks === '' || last?.type !== 'refused') return events
  const messages = `${remarks}${last.messages.join('\n')}`.split('\n')
  return [...events.slice(0, -1), { ...last, messages }]
}

/** Every line that xl prints of a guest that comes up, which xendomains keeps to itself: what it remarks on the files, and libxl's warnings. */
export function remarksOn(host: Host, { guest, state, warnings = [] }: GuestOutcome): string[] {
  if (!guest || (state !== 'running' && state !== 'unknown')) return []
  const told = warnings.flatMap(({ messages }) => messages)
  // Few files are remarked on, and the plan of a guest takes time.
  const lines = guest.survey.remarks.length > 0 ? [...quietly(guest.plan()), ...told] : told
  const text = `${remarksOf(host)}${lines.join('\n')}`
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

const known = new WeakMap<Host['xlConf'], string>()

/** In the order in which xl reads the settings. */
const remarked = ['autoballoon', 'vifscript', 'defaultbridge', 'output_format', 'domid_policy']

function remarksOf({ xlConf, release }: Host): string {
  const before = known.get(xlConf)
  if (before !== undefined) return before
  const texts = remarked.flatMap((name) => {
    const value = xlConf.value(name)?.text
    if (value === undefined || isTakenSilently(name, value)) return []
    return emulatorText(`xl-conf-${name}`, release.xen).lines.join('\n').replace('{value}', value)
  })
  known.set(xlConf, texts.join(''))
  return texts.join('')
}

function isTakenSilently(name: string, value: string): boolean {
  const row = option('xl-conf', name)
  return row?.deprecated === undefined && (row?.type.kind !== 'choice' || row.type.of.includes(value))
}
