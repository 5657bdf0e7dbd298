import { isRead } from '@xenlint/catalogue'
import type { Host } from './host.js'
import type { HostSource } from './source.js'

/** The program that starts guests; `undefined` where nothing tells which of two it is. */
export function toolstackOf({ release, tree, facts }: HostSource): Host['toolstack'] {
  if (!isRead('xm-cfg', release.xen)) return 'xl'
  const text = tree.read(tree.real('/etc/default/xen'))
  if (text === undefined) return facts.toolstack
  const [, chosen = ''] = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?TOOLSTACK=["']?(\w*)/gm)].at(-1) ?? []
  if (chosen === 'xl' || chosen === 'xm') return chosen
  return chosen === '' ? release.toolstack : facts.toolstack
}
