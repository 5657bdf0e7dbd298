import { type Host, missedPart } from '@xenlint/model'

/** What GRUB looks for and does not find, as far as the menu is known; an entry of another script counts as found. */
export function missedEntry(host: Host): { readonly name: string; readonly isSaved: boolean } | undefined {
  const { plan, defaultEntry } = host.boot
  if (plan?.status !== 0 || !defaultEntry || plan.entries.length === 0) return undefined
  const isSaved = defaultEntry.value === 'saved'
  const wanted = isSaved ? savedIn(host) : defaultEntry.value
  if (wanted === undefined || wanted.includes('$')) return undefined
  const name = missedPart(plan.entries, wanted)
  return name === undefined || name === '' || isElsewhere(host, name) ? undefined : { name, isSaved }
}

function savedIn({ tree }: Host): string | undefined {
  const text = tree.read(tree.real('/boot/grub/grubenv'))
  return text === undefined ? undefined : /^saved_entry=(.+)$/m.exec(text)?.[1]
}

/** Entries that somebody wrote, or that another script makes, are none of the plan. */
function isElsewhere({ tree }: Host, name: string): boolean {
  const scripts = (tree.list(tree.real('/etc/grub.d')) ?? []).filter((each) => !/_linux(_xen)?$/.test(each))
  const paths = [...scripts.map((each) => `/etc/grub.d/${each}`), '/boot/grub/custom.cfg']
  const texts = paths.flatMap((path) => tree.read(tree.real(path)) ?? [])
  return /^\d+$/.test(name)
    ? texts.some((text) => /^[ \t]*(?:menuentry|submenu)\b/m.test(text))
    : texts.some((text) => text.includes(name))
}
