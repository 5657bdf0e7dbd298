import { membersOf } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { placed } from './placed.js'

/** ifupdown leaves bridges to a package of their own. */
export const bridgeHookless: HostRule = {
  id: 'bridge-hookless',
  summary: 'A bridge that nothing makes, as bridge-utils is not installed.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findHookless
}

function* findHookless({ host }: HostContext): Iterable<Finding> {
  const { reading, isHookless } = host.network
  if (!isHookless || !reading?.accepted) return
  const started = new Set(membersOf(reading, 'auto'))
  for (const { name, lines } of reading.ifaces) {
    const ports = lines.find((line) => /^bridge[-_]ports$/.test(line.name))
    // A command may make it all the same, and then it is there.
    if (!ports || host.network.bridges.some((bridge) => bridge.name === name && bridge.isUp !== false))
      continue
    yield {
      case: 'hookless',
      at: placed(host, ports.nameOrigin),
      severity: started.has(name) ? 'error' : 'warning',
      message: `bridge-utils is not installed, so nothing makes \`${name}\` and ifup fails: \`Cannot find device "${name}"\`.`
    }
  }
}
