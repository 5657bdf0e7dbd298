import { type Iface, isPutAside } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { placed } from './placed.js'

/** `source` takes every name that fits: a copy beside a file is read as well, and its stanzas come on top. */
export const stanzaCopied: HostRule = {
  id: 'stanza-copied',
  summary: 'A backup of a file of the network that ifup reads beside the file itself.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findCopied
}

function* findCopied({ host }: HostContext): Iterable<Finding> {
  const { ifaces = [] } = host.network.reading ?? {}
  for (const copy of ifaces) {
    if (!isPutAside(copy.origin.file)) continue
    const own = ifaces.find((each) => isOriginal(each, copy))
    if (!own) continue
    const name = copy.origin.file.slice(copy.origin.file.lastIndexOf('/') + 1)
    yield {
      case: 'copied',
      at: placed(host, copy.nameOrigin),
      message: `ifup reads \`${name}\` too, so \`${copy.name}\` is set up by both stanzas; give the copy a name that is not read, or another folder.`,
      related: [{ at: placed(host, own.nameOrigin), message: `This is \`${own.name}\` in the file itself.` }]
    }
  }
}

function isOriginal(each: Iface, copy: Iface): boolean {
  const { file } = each.origin
  return (
    each.name === copy.name && each.family === copy.family && file !== copy.origin.file && !isPutAside(file)
  )
}
