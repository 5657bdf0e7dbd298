import type { Origin, Piece, Setting } from '@xenlint/model'
import { type Context, type Finding, type Fix, needsOf, type Rule } from '@xenlint/validator'
import { helpFor } from '../device-help.js'
import { optionAt, wordsOf } from '../remark-words.js'
import { surveyOf } from '../survey.js'

/** A part of a device's string that ends the run of xl. */
export const deviceRefused: Rule = {
  id: 'device-refused',
  summary: 'A part of the string of a device, or of CPUs, that makes xl refuse the guest.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findRefusedPart
}

function* findRefusedPart(context: Context): Iterable<Finding> {
  const { survey, places } = surveyOf(context)
  for (const { stop, remark } of survey.ends) {
    const piece = stop.piece ?? remark?.piece
    if (!piece || typeof stop.status === 'string') continue
    const at = places.of(piece)
    const option = at && optionAt(context.settings, at)
    if (at && option && !isScalar(option) && !takesWords(context, option.name))
      yield finding(context, option.name, remark ? wordsOf(remark) : '', piece, at)
  }
}

// Single values that are no strings of a device are told by the general rules.
function isScalar({ name, value }: Setting): boolean {
  return value.kind === 'text' && !['cpus', 'cpus_soft'].includes(name)
}

// Words of a list are told by the general rules too.
function takesWords({ option }: Context, name: string): boolean {
  const type = option(name)?.type
  const types = type?.kind === 'either' ? type.of : type ? [type] : []
  return types.some((each) => each.kind === 'list' && each.of.kind === 'choice')
}

function finding(context: Context, option: string, said: string, piece: Piece, at: Origin): Finding {
  const help = helpFor(option, said, piece, context.release.xen)
  const shown = piece.text === '' ? 'What stands here' : `\`${piece.text}\``
  const fixes: Fix[] =
    help?.text === undefined
      ? []
      : [
          {
            title: `Change to \`${help.text}\`, which xl reads`,
            edits: [{ start: at.start, end: at.end, text: help.text }],
            safe: false,
            ...(help.reads && { reads: help.reads })
          }
        ]
  const words = said === '' ? 'without a word' : `with \`${said}\``
  const sentence = `${shown} makes xl refuse the guest ${words}${help ? `; ${help.words}` : ''}`
  return {
    case: option,
    at,
    needs: needsOf(context),
    message: sentence.endsWith('?') ? sentence : `${sentence}.`,
    fixes
  }
}
