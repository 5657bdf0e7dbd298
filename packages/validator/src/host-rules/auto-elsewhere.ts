import { isPutAside } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** The folder that the package makes, and that people put their guests into. */
const usual = '/etc/xen/auto'

/** Without its folder, xendomains starts nothing and says nothing. */
export const autoElsewhere: HostRule = {
  id: 'auto-elsewhere',
  summary:
    'Guests in `/etc/xen/auto` that nothing starts, as xendomains looks into another folder or into none.',
  severity: 'warning',
  formats: ['xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findElsewhere
}

function* findElsewhere({ host }: HostContext): Iterable<Finding> {
  const { lifecycle, tree } = host
  const setting = lifecycle.settings.findLast(({ name }) => name === 'XENDOMAINS_AUTO')
  if (setting?.value.kind !== 'text') return
  const { text, origin } = setting.value
  const folder = text.replace(/\/+$/, '')
  if (folder === usual || tree.real(folder) === tree.real(usual) || lifecycle.auto.length > 0) return
  const left = (tree.list(tree.real(usual)) ?? []).filter(
    (name) => !name.startsWith('.') && !isPutAside(name)
  )
  if (left.length === 0) return
  const count =
    left.length === 1 ? 'a guest that nothing starts' : `${left.length} guests that nothing starts`
  // A folder that is there is empty: guests may be meant to stay down.
  const isThere = folder === '' || tree.kind(tree.real(folder)) === 'folder' ? undefined : host.exists(folder)
  yield {
    case: folder === '' ? 'unset' : 'elsewhere',
    at: origin,
    needs:
      folder !== '' && tree.kind(tree.real(folder)) === undefined && isThere === undefined ? ['files'] : [],
    message:
      folder === ''
        ? `xendomains starts no guest, as this is empty; \`${usual}\` holds ${count}.`
        : `xendomains starts what lies in \`${folder}\`, where ${isThere === false ? 'nothing is' : 'no guest is seen'}; \`${usual}\` holds ${count}.`
  }
}
