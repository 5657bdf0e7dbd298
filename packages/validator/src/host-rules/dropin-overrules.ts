import type { Host, Told } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'

/** update-grub reads the files of `grub.d` behind `/etc/default/grub`, and of each variable the last text counts. */
export const dropinOverrules: HostRule = {
  id: 'dropin-overrules',
  summary: 'Words of a command line in `/etc/default/grub` that a file of `grub.d` throws away.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findOverruled
}

function* findOverruled({ host }: HostContext): Iterable<Finding> {
  const { variables, ownVariables } = host.boot
  for (const [name, own] of ownVariables) {
    const last = variables.get(name)
    if (!/^GRUB_CMDLINE_/.test(name) || !last || last.origin.file === own.origin.file) continue
    const words = wordsOf(last.value)
    const lost = wordsOf(own.value).filter((word) => !words.includes(word) && !isMeaningless(word))
    if (lost.length === 0) continue
    const many = lost.map((word) => `\`${word}\``).join(', ')
    yield {
      case: 'lost',
      at: own.origin,
      message: `A file that is read later sets \`${name}\` anew, so ${many} ${lost.length === 1 ? 'does' : 'do'} not count.`,
      related: [{ at: last.origin, message: `This is what \`${name}\` is in the end.` }],
      fixes: kept(host, name, last)
    }
  }
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Debian's file comes with it, and it changes nothing but what is seen of a boot. */
function isMeaningless(word: string): boolean {
  return word === 'quiet' || word === 'splash'
}

// GRUB_CMDLINE_XEN="$GRUB_CMDLINE_XEN loglvl=all"
function kept({ tree }: Host, name: string, { origin }: Told<string>): Fix[] {
  const file = origin.file.slice(origin.file.lastIndexOf('/') + 1)
  const text = tree.read(tree.real(`/etc/default/grub.d/${file}`)) ?? ''
  const start = origin.start + 1
  if (text.charAt(origin.start) !== '"') return []
  const edits = [{ file: origin.file, start, end: start, text: `$${name} ` }]
  return [{ title: 'Keep them there, in front of what the later file says', edits, safe: false }]
}
