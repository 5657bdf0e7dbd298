import type { Context, Finding } from '@xenlint/validator'
import type { Explanation } from './explanation.js'

/** An explanation as a finding; its fix is never safe, as it turns a refused file into one that counts. */
export function findingOf(explanation: Explanation, consequence: string, { file }: Context): Finding {
  const { start, end, fact, help, fix, related } = explanation
  const sentence = `${fact}, ${consequence}${help ? `; ${help}` : ''}`
  return {
    case: explanation.case,
    at: { file, start, end },
    message: sentence.endsWith('?') ? sentence : `${sentence}.`,
    fixes: fix ? [{ ...fix, safe: false }] : [],
    ...(related && {
      related: [{ at: { file, start: related.start, end: related.end }, message: related.message }]
    })
  }
}
