import type { BootEntry, Host, Origin, XenOption } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** GRUB reads the menu that update-grub wrote, and nothing of what it was written from. */
export const menuStale: HostRule = {
  id: 'menu-stale',
  summary:
    'A menu of GRUB that was written before its defaults were changed: the next boot knows nothing of them.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findStale
}

const path = '/boot/grub/grub.cfg'

function* findStale({ host }: HostContext): Iterable<Finding> {
  const text = host.tree.read(host.tree.real(path))
  // A menu that somebody wrote by hand has no such marks.
  const menu = text === undefined ? undefined : xenPartOf(text)
  if (text === undefined || menu === undefined) return
  const { boot } = host
  const loaders = linesIn(menu, /^[ \t]*(?:multiboot2?|xen_hypervisor)[ \t]+\S+[ \t]*(.*)$/gm)
  if (loaders.length === 0) {
    yield* withoutXen(host)
    return
  }
  const kernels = linesIn(menu, /^[ \t]*(?:module2?|xen_module)[ \t]+\S*vmlinu[xz]\S*[ \t]*(.*)$/gm)
  const xen = [textOf(host, 'GRUB_CMDLINE_XEN'), textOf(host, 'GRUB_CMDLINE_XEN_DEFAULT')]
  const dom0 = [replaced(host, ''), replaced(host, '_DEFAULT')]
  if (boot.xenOptions) yield* compare('xen', loaders, xen, boot.xenOptions)
  if (boot.dom0Options) yield* compare('dom0', kernels, dom0, boot.dom0Options)
  yield* compareDefault(host, text)
}

/** What the scripts wrote that make entries for Xen. */
function xenPartOf(text: string): string | undefined {
  const parts = [
    ...text.matchAll(/^### BEGIN (\/etc\/grub\.d\/\d+_linux_xen) ###$([\s\S]*?)^### END \1 ###$/gm)
  ]
  return parts.length === 0 ? undefined : parts.map(([, , part = '']) => part).join('\n')
}

/** The words of each line but those that the scripts put there themselves. */
function linesIn(menu: string, pattern: RegExp): string[][] {
  return [...menu.matchAll(pattern)].map(([, words = '']) =>
    words
      .replace('${xen_rm_opts}', '')
      .replace(/^placeholder\b/, '')
      .replace(/^[ \t]*root=\S+[ \t]+ro\b/, '')
      // The scripts find out by themselves which part of a btrfs is the root.
      .replace(/^([ \t]*rootflags=\S+)+/, '')
      .split(/[ \t]+/)
      .filter((word) => word !== '')
  )
}

function textOf({ boot }: Host, name: string): string {
  return boot.variables.get(name)?.value ?? ''
}

function replaced(host: Host, end: string): string {
  return textOf(host, `GRUB_CMDLINE_LINUX_XEN_REPLACE${end}`) || textOf(host, `GRUB_CMDLINE_LINUX${end}`)
}

function* compare(
  who: 'xen' | 'dom0',
  lines: readonly string[][],
  values: readonly string[],
  options: readonly XenOption[]
): Iterable<Finding> {
  const wanted = values.join(' ')
  if (wanted.includes('\n')) return
  const words = wanted.split(/[ \t]+/).filter((word) => word !== '' && !word.startsWith('rootflags='))
  const key = words.join(' ')
  if (lines.some((line) => line.join(' ') === key)) return
  const line = lines[0] ?? []
  const missing = words.filter((word) => !line.includes(word))
  const extra = line.filter((word) => !words.includes(word))
  const at = options.find((option) => missing.includes(written(option)))?.origin ?? options[0]?.origin
  if (!at || (missing.length === 0 && extra.length === 0)) return
  const name = who === 'xen' ? 'Xen' : 'dom0'
  const parts = [
    ...(missing.length > 0 ? [`without ${shown(missing)}`] : []),
    ...(extra.length > 0 ? [`with ${shown(extra)}`] : [])
  ]
  yield {
    case: who,
    at,
    message: `\`${path}\` was written before this: ${name} boots ${parts.join(' and ')} until \`update-grub\` has run.`
  }
}

function written({ name, isNegated, value }: XenOption): string {
  return `${isNegated ? 'no-' : ''}${name}${value === undefined ? '' : `=${value}`}`
}

function shown(words: readonly string[]): string {
  const few = words.slice(0, mostShown).map((word) => `\`${word}\``)
  return few.join(', ') + (words.length > mostShown ? ' …' : '')
}

const mostShown = 3

// set default="2"
function* compareDefault({ boot }: Host, text: string): Iterable<Finding> {
  const { defaultEntry } = boot
  const found = [...text.matchAll(/^[ \t]*set default="(.*)"$/gm)].map(([, value = '']) => value)
  if (!defaultEntry || defaultEntry.value === '' || found.length === 0) return
  const wanted = defaultEntry.value === 'saved' ? '${saved_entry}' : defaultEntry.value
  const left = found.find((value) => value !== '${next_entry}')
  if (found.includes(wanted) || left === undefined) return
  yield {
    case: 'entry',
    at: defaultEntry.origin,
    message: `\`${path}\` was written before this: its default is \`${left}\` until \`update-grub\` has run.`
  }
}

function* withoutXen({ boot }: Host): Iterable<Finding> {
  const { plan, defaultEntry, xenOptions } = boot
  const at: Origin | undefined = xenOptions?.[0]?.origin ?? defaultEntry?.origin
  if (!at || !plan?.entries.some(isXen)) return
  yield {
    case: 'no-xen',
    at,
    message: `\`${path}\` has no entry for Xen, which \`/boot\` holds: plain Linux boots until \`update-grub\` has run.`
  }
}

function isXen({ lines, entries }: BootEntry): boolean {
  return entries.some(isXen) || lines.some((line) => /^(?:multiboot|xen_hypervisor)/.test(line))
}
