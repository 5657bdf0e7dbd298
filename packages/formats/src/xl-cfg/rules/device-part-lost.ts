import type { Origin, Remark } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { helpFor } from '../device-help.js'
import { optionAt, wordsOf } from '../remark-words.js'
import { surveyOf } from '../survey.js'

/** A part of a string that xl complains of, and then does without. */
export const devicePartLost: Rule = {
  id: 'device-part-lost',
  summary: 'A part of the string of a device that xl tells as wrong and then does without.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findLostParts
}

function* findLostParts(context: Context): Iterable<Finding> {
  const { survey, places } = surveyOf(context)
  let before: number | undefined
  for (const remark of survey.remarks) {
    const at = remark.piece && places.of(remark.piece)
    const option = at && optionAt(context.settings, at)
    // Some of xl's remarks are two lines about one part.
    if (!at || !option || at.start === before || told.test(remark.text)) continue
    before = at.start
    yield finding(context, option.name, remark, at)
  }
}

// What has its own rule, or is the first half of a refusal.
const told =
  /parameter is deprecated|currently not supported|config parsing error|pcpu range|Unknown (PCI|RDM)/

function finding(context: Context, option: string, remark: Remark, at: Origin): Finding {
  const { piece } = remark
  const text = piece?.text ?? ''
  const help = piece && helpFor(option, wordsOf(remark), piece, context.release.xen)
  const sentence = `${fact(option, remark, text)}${help ? `; ${help.words}` : ''}`
  return {
    case: option,
    at,
    needs: needsOf(context),
    message: sentence.endsWith('?') ? sentence : `${sentence}.`,
    fixes:
      help?.text === undefined
        ? []
        : [
            {
              title: `Change to \`${help.text}\`, which then counts`,
              edits: [{ start: at.start, end: at.end, text: help.text }],
              safe: false,
              ...(help.reads && { reads: help.reads })
            }
          ]
  }
}

function fact(option: string, remark: Remark, text: string): string {
  if (/`mac'/.test(remark.text))
    return `\`${text}\` is no address of six bytes, so the interface gets another one than is written`
  if (option === 'cpuid')
    return `xl cannot read \`${text}\` and leaves it out of what the guest sees of the processor`
  if (/unrecognized argument|unknown channel parameter/.test(remark.text))
    return `\`${text}\` is no part that xl knows, so it goes on without it`
  return `xl complains of \`${text}\` with \`${wordsOf(remark)}\` and goes on without it`
}
