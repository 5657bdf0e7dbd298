import { constants } from 'node:os'
import {
  compactJson,
  type GuestPlan,
  jsonText,
  type Machine,
  messagesOf,
  planGuest,
  type Status
} from '@xenlint/model'
import { targetOf } from '@xenlint/service'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { encode, type Fault, readText, type Text } from '../disk.js'
import { given, releaseGiven } from '../wishes.js'

interface Answer {
  readonly file: string
  readonly encoding: Text['encoding']
  readonly plan: GuestPlan
}

/** What `plan` speaks of when nothing names a release. */
const standardXen = '4.17'

/** What `xl -N create` prints for each file, and how it ends. */
export function planGuests(call: Call, words: readonly string[]): number {
  const target = targetOf(releaseGiven(call))
  if (target && 'fault' in target) return complain([target])
  const cpus = Number(given(call, 'cpus') ?? '8')
  if (!Number.isInteger(cpus) || cpus < 1 || cpus > 4095)
    return complain([{ fault: `\`--cpus\` takes a number from 1 to 4095, not \`${given(call, 'cpus')}\`.` }])
  // xl takes every word with a `=` for a setting, and puts them behind the file's own.
  const files = words.filter((word) => !word.includes('='))
  const settings = words.filter((word) => word.includes('='))
  if (files.length === 0) return complain([{ fault: '`xenlint plan guest` wants a FILE.' }])
  // `node:crypto` itself would be loaded at every start.
  const uuid = (): string => crypto.randomUUID()
  const generationId = (): number[] => [...crypto.getRandomValues(new Uint8Array(16))]
  const machine = { cpus, uuid, generationId }
  const xen = target?.releases[0]?.xen ?? standardXen
  const faults: Fault[] = []
  const rows: string[] = []
  let status: Status = 0
  // A plan is put into words at once, so that of a thousand no more than their words are kept.
  for (const file of files) {
    const answer = answerFor(file, settings, xen, machine)
    if ('fault' in answer) faults.push(answer)
    else if (call.options.has('json')) rows.push(json(answer))
    else {
      speakAsXl(answer)
      status = answer.plan.status
    }
  }
  if (call.options.has('json')) process.stdout.write(`[${rows.join(',\n')}]\n`)
  if (faults.length > 0) return complain(faults)
  return files.length === 1 ? exitStatus(status) : 0
}

function answerFor(file: string, settings: readonly string[], xen: string, machine: Machine): Answer | Fault {
  const found = readText(file)
  if ('fault' in found) return found
  const added = settings.map((setting) => `${setting}\n`).join('')
  // Words come as UTF-8, also behind a file that is none.
  const words = found.encoding === 'latin1' ? Buffer.from(added).toString('latin1') : added
  const text = added === '' ? found.text : `${found.text}\n${words}\n`
  return {
    file,
    encoding: found.encoding,
    plan: planGuest({ file, text, encoding: found.encoding }, xen, machine)
  }
}

function json({ file, encoding, plan }: Answer): string {
  const config = plan.config === null ? 'null' : readAgain(compactJson(plan.config), encoding)
  const messages = readAgain(JSON.stringify(messagesOf(plan)), encoding)
  const status = JSON.stringify(plan.status)
  return `{"file":${JSON.stringify(file)},"status":${status},"config":${config},"messages":${messages}}`
}

function speakAsXl({ encoding, plan }: Answer): void {
  const said = plan.remarks.map(({ text }) => text).join('')
  process.stderr.write(encode({ text: said, encoding }))
  if (plan.config !== null) process.stdout.write(encode({ text: `${jsonText(plan.config)}\n`, encoding }))
}

// A file may be no UTF-8 only in a comment: then what xl prints of it is.
function readAgain(text: string, encoding: Text['encoding']): string {
  if (encoding === 'utf-8' || /[^\0-\xff]/.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

function exitStatus(status: Status): number {
  switch (status) {
    case 'signal SIGSEGV':
      return 128 + constants.signals.SIGSEGV
    case 'signal SIGABRT':
      return 128 + constants.signals.SIGABRT
    default:
      return status
  }
}
