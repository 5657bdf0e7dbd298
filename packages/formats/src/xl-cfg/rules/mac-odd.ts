import { deviceStrings, type Origin } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { keysOf } from '../device-parts.js'
import { surveyOf } from '../survey.js'

/** An address that xl takes, and a network does not or not as meant. */
export const macOdd: Rule = {
  id: 'mac-odd',
  summary: 'A MAC address that xl takes although no interface should have it.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOddAddresses
}

const group = 1
const local = 2

function* findOddAddresses(context: Context): Iterable<Finding> {
  const seen = new Map<string, string>()
  const surveyed = surveyOf(context)
  const { survey } = surveyed
  for (const string of deviceStrings(surveyed, 'vif', 'nics')) {
    const bytes = string.draft['mac']
    const written = [...keysOf(string)].findLast(({ key }) => key === 'mac')
    if (!written || !Array.isArray(bytes)) continue
    const told = survey.remarks.some(({ piece }) => piece?.value === string.whole.value)
    if (/^([0-9a-fA-F]{1,2}[^0-9a-fA-F,]){1,4}[0-9a-fA-F]{1,2}$/.test(written.value) && !told) {
      yield {
        case: 'short',
        at: written.at,
        message: `\`${written.value}\` has fewer than six bytes, and xl takes what stands behind for the rest.`
      }
      continue
    }
    if (!/^([0-9a-fA-F]{1,2}[^0-9a-fA-F,]){5}[0-9a-fA-F]{1,2}\s*$/.test(written.value)) {
      if (!told) yield misread(written.value, written.at, bytes as number[])
      continue
    }
    const [first = 0] = bytes as number[]
    const { value, at } = written
    const address = bytes.join(':')
    if (bytes.every((byte) => byte === 0))
      yield {
        case: 'zero',
        at,
        message: `\`${value}\` is no address, so the interface gets a new one at each start.`
      }
    else if (first & group)
      yield {
        case: 'group',
        at,
        message: `\`${value}\` is the address of a group, which the guest refuses to bring its interface up with; addresses of Xen begin with \`00:16:3e\`.`,
        fixes: ofXen(value, at)
      }
    else if (seen.has(address))
      yield {
        case: 'repeated',
        at,
        message: `\`${value}\` is the address of another interface of this guest, so neither is reached reliably.`
      }
    else if (!(first & local) && !/^0?0[^0-9a-f]16[^0-9a-f]3e/i.test(value))
      yield {
        case: 'foreign',
        at,
        severity: 'hint',
        message: `\`${value}\` belongs to a maker of hardware; addresses of Xen begin with \`00:16:3e\`.`
      }
    else if (value.includes('-')) yield dashed(value, at, survey.ends.length === 0)
    seen.set(address, value)
  }
}

function misread(text: string, at: Origin, bytes: readonly number[]): Finding {
  const read = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
  return {
    case: 'misread',
    at,
    message: `\`${text}\` is no address of six bytes in hexadecimal, and xl makes \`${read}\` of it.`
  }
}

/** The last three bytes behind those of Xen. */
function ofXen(value: string, { start, end }: Origin): Fix[] {
  const bytes = value.split(/[^0-9a-fA-F]/).slice(3)
  if (bytes.length !== 3 || bytes.every((byte) => /^f+$/i.test(byte))) return []
  const text = `00:16:3e:${bytes.map((byte) => byte.padStart(2, '0')).join(':')}`
  const title = `Change to \`${text}\`, which is another address for the network`
  return [{ title, edits: [{ start, end, text }], safe: false }]
}

function dashed(text: string, at: Origin, safe: boolean): Finding {
  const usual = text.replaceAll('-', ':')
  return {
    case: 'dashes',
    severity: 'hint',
    at,
    message: `\`${text}\` is read, but other programs want \`${usual}\`.`,
    fixes: [
      {
        title: `Write \`${usual}\`, which is the same`,
        edits: [{ start: at.start, end: at.end, text: usual }],
        safe
      }
    ]
  }
}
