import type { Finding, HostContext, HostRule } from '../rule.js'

/** Xen's script looks for the file's name among the saved guests; Debian's asks xl for the guest's. */
export const autoNameApart: HostRule = {
  id: 'auto-name-apart',
  summary:
    "A file in `auto/` that is called otherwise than its guest, where Xen's own script restores guests.",
  severity: 'hint',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findApart
}

function* findApart({ host: { facts, lifecycle } }: HostContext): Iterable<Finding> {
  const restore = lifecycle.settings.findLast(({ name }) => name === 'XENDOMAINS_RESTORE')?.value
  const isRestored = restore?.kind === 'text' && restore.text === 'true' && lifecycle.saveFolder !== undefined
  if (facts.xendomains !== 'upstream' || !isRestored) return
  for (const { path, guest } of lifecycle.auto) {
    const file = path.slice(path.lastIndexOf('/') + 1)
    if (!guest?.name || file === guest.name.value) continue
    yield {
      case: 'apart',
      at: guest.name.origin,
      message: `The file is \`${file}\` in \`auto/\`, so where restoring \`${guest.name.value}\` fails, Xen's script starts it afresh; it leaves alone what is called as the guest is.`
    }
  }
}
