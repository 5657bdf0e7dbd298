import type { Context, Finding, Rule } from '@xenlint/validator'
import { variablesOf } from '../variables.js'

/** Debian starts and stops guests with a script of its own, which reads less than the one that Xen comes with. */
export const variableUpstream: Rule = {
  id: 'variable-upstream',
  summary: "A variable that Xen's own script reads, but Debian's does not.",
  severity: 'warning',
  formats: ['xendomains'],
  script: 'debian',
  status: 'stable',
  since: '0.1.0',
  check: findUpstream
}

function* findUpstream(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  for (const { name, nameOrigin, origin } of context.settings) {
    const upstream = context.option(name)?.upstream
    const variable = variables?.get(name)
    if (!upstream || !variable || variable.setting.origin !== origin) continue
    const isMeant = upstream.asks !== undefined && new RegExp(upstream.asks).test(variable.text)
    yield {
      case: isMeant ? 'asked' : 'unread',
      at: nameOrigin,
      ...(!isMeant && { severity: 'hint' as const }),
      message: `Debian's script does not read \`${name}\`: ${upstream.instead}.`
    }
  }
}
