import { defaultMemoryMiB } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** Without `memory` and `maxmem` libxl gives a guest next to nothing. */
export const memoryUnset: Rule = {
  id: 'memory-unset',
  summary: 'A guest without `memory`, which gets next to nothing.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnset
}

function* findUnset(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const name = settingOf(context, 'name')
  // What is written and not read is told by other rules.
  const isWritten = context.settings.some(({ name: each }) =>
    asks.has(context.option(each) ? each : (context.nearest(each) ?? each))
  )
  if (!name || isWritten || survey.ends.length > 0) return
  yield {
    case: 'unset',
    at: name.origin,
    needs: needsOf(context),
    message: `Without \`memory\` the guest gets ${defaultMemoryMiB} MiB, if xl creates it at all; hardly any kernel comes up in that.`
  }
}

const asks = new Set(['memory', 'maxmem'])
