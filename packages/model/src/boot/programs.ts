import { releases } from '@xenlint/catalogue'
import type { Called } from '../shell/scene.js'
import { there } from './found.js'
import type { BootHost } from './host.js'

/** What programs do of which no file is needed to know it. */
export function call(host: BootHost, [name = '', ...words]: readonly string[]): Called | undefined {
  switch (name) {
    case 'gettext':
      return words.length === 1 ? { status: 0, output: words[0] ?? '' } : undefined
    case 'grub_warn':
      return { status: 0, errors: `Warning: ${words.join(' ')}\n` }
    case 'lsb_release':
      return tellRelease(host, words)
    case 'ls':
      return listed(host, words)
    case 'nproc':
      return host.cpus !== undefined && words.length === 0
        ? { status: 0, output: `${host.cpus}\n` }
        : undefined
    default:
      return undefined
  }
}

// `ls FILE…` asks whether there are such files.
function listed(host: BootHost, words: readonly string[]): Called | undefined {
  const paths = words.filter((word) => word !== '-1')
  const known = paths.map((path) => host.kind?.(path) ?? (there(host, path) === false ? 'absent' : undefined))
  if (paths.length === 0 || !known.every((each) => each === 'file' || each === 'absent')) return undefined
  const [found, lost] = ['file', 'absent'].map((kind) => paths.filter((_, index) => known[index] === kind))
  return {
    status: lost?.length ? 2 : 0,
    output: (found ?? []).map((path) => `${path}\n`).join(''),
    errors: (lost ?? []).map((path) => `ls: cannot access '${path}': No such file or directory\n`).join('')
  }
}

// In whatever order and as many words its letters come.
function tellRelease({ debian }: BootHost, words: readonly string[]): Called | undefined {
  const letters = words.join(' ').replaceAll('--short', '-s').replaceAll('--id', '-i').replace(/[- ]/g, '')
  if (/^(?:is|si)$/.test(letters)) return { status: 0, output: 'Debian\n' }
  const release = releases.find((each) => each.debian === debian)
  if (!release || !/^(?:[rcd]s|s[rcd])$/.test(letters)) return undefined
  const { codename } = release
  if (letters.includes('c')) return { status: 0, output: `${codename}\n` }
  return letters.includes('r')
    ? { status: 0, output: `${debian}\n` }
    : { status: 0, output: `Debian GNU/Linux ${debian} (${codename})\n` }
}
