import { nearestOf, option } from '@xenlint/catalogue'
import type { Host, Told } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'

/** grub-mkconfig looks at each word for where GRUB writes, and writes no menu where it knows one of them not. */
export const terminalUnknown: HostRule = {
  id: 'terminal-unknown',
  summary: 'A terminal that GRUB does not have: no menu is written.',
  severity: 'error',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findUnknown
}

function* findUnknown({ host }: HostContext): Iterable<Finding> {
  for (const name of ['GRUB_TERMINAL', 'GRUB_TERMINAL_OUTPUT']) {
    const told = host.boot.variables.get(name)
    if (!told || told.value === '') continue
    const known = option('grub-default', name)?.items?.map(({ word }) => word) ?? []
    const stray = told.value.split(/[ \t\n]+/).find((word) => word !== '' && !known.includes(word))
    if (stray === undefined) return
    const guess = meant[stray] ?? nearestOf(known, stray)
    yield {
      case: 'output',
      at: told.origin,
      message: `GRUB has no terminal \`${stray}\`: \`update-grub\` ends with status 1, \`Invalid output terminal "${told.value}"\`, and leaves the old grub.cfg as it is${guess ? `; did you mean \`${guess}\`?` : '.'}`,
      fixes: guess ? replaced(host, told, stray, guess) : []
    }
    // The first of the two overrules the other.
    return
  }
}

/** What people write for it; the words of GRUB are in the catalogue. */
const meant: Readonly<Record<string, string>> = { vga: 'vga_text', text: 'console', graphics: 'gfxterm' }

function replaced({ tree }: Host, { origin }: Told<string>, stray: string, guess: string): Fix[] {
  const name = origin.file.slice(origin.file.lastIndexOf('/') + 1)
  const path = name === 'grub' ? '/etc/default/grub' : `/etc/default/grub.d/${name}`
  const written = (tree.read(tree.real(path)) ?? '').slice(origin.start, origin.end)
  const at = new RegExp(`(?<![\\w-])${stray.replace(/[^\w]/g, '\\$&')}(?![\\w-])`).exec(written)
  if (!at) return []
  const start = origin.start + at.index
  const edits = [{ file: origin.file, start, end: start + stray.length, text: guess }]
  return [{ title: `Change to \`${guess}\`, and a menu is written again`, edits, safe: false }]
}
