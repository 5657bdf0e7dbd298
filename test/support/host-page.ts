import { posix } from 'node:path'
import { readFacts } from '@xenlint/model'
import type { HostInput } from '@xenlint/service'
import { type Entry, treeOf } from './host-tree.js'
import { textOf } from './marker.js'
import type { Block } from './page.js'

/**
 * The host that the blocks of a page make together: each is a file of it, `facts` what is known of it, `link` a link.
 * A block with the word `auto` has a link in the folder of guests that start at boot.
 */
export function hostOfPage({ beside }: Block): HostInput {
  const entries = new Map<string, Entry>()
  for (const block of beside) {
    const file = block.flags.get('file')
    if (!file || block.flags.has('fixed')) continue
    const path = `/${file}`
    entries.set(path, block.language === 'link' ? { link: block.body.trim() } : textOf(block))
    if (block.flags.has('auto')) entries.set(`/etc/xen/auto/${posix.basename(file)}`, { link: path })
  }
  return hostIn(entries, factsOf(beside))
}

/** A host in memory; its files are shown without their first slash. */
export function hostIn(entries: ReadonlyMap<string, Entry>, facts: HostInput['facts']): HostInput {
  return {
    tree: treeOf(entries),
    facts,
    pathOf: (file) => `/${file}`,
    shown: (path) => path.slice(1)
  }
}

function factsOf(blocks: readonly Block[]): HostInput['facts'] {
  const block = blocks.find(({ language }) => language === 'facts')
  return block ? readFacts(block.body).facts : {}
}
