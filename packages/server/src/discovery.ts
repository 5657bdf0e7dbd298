import type { Disk } from './documents.js'

/** How far below a folder of an editor hosts are looked for, and how many are held at once. */
const deepest = 3
const mostFolders = 3000
const mostHosts = 50

/** How long what was found in a folder holds where nobody tells of changes: who types asks many times a second. */
const lastingMs = 5000

/** Hosts in the folders of an editor, looked for anew once that may lead to others. */
export interface Discovery {
  hostsIn(folder: string): readonly string[]
  forget(): void
}

export function discovery(disk: Disk): Discovery {
  const known = new Map<string, { readonly found: readonly string[]; readonly until: number }>()
  return {
    hostsIn(folder) {
      const before = known.get(folder)
      if (before && Date.now() < before.until) return before.found
      const found = hostsAt(folder, disk)
      known.set(folder, { found, until: Date.now() + lastingMs })
      return found
    },
    forget: () => known.clear()
  }
}

/** The hosts that a folder belongs to or holds, each by the folder that stands for its `/`. */
export function hostsAt(folder: string, disk: Disk): string[] {
  const around = /^(.*?)\/etc(?:\/(?:xen|network|default)(?:\/.*)?)?$/.exec(folder)?.[1]
  if (around !== undefined) return [around]
  const found: string[] = []
  let looked = 0
  const pending = [{ at: folder.replace(/\/+$/, ''), depth: 0 }]
  for (let next = pending.shift(); next && found.length < mostHosts; next = pending.shift()) {
    if (++looked > mostFolders) break
    const { at, depth } = next
    if (isHost(at, disk)) found.push(at)
    else if (depth < deepest && at !== '')
      for (const name of disk.names(at))
        if (!/^\.|^node_modules$|\.\w{1,5}$/.test(name))
          pending.push({ at: `${at}/${name}`, depth: depth + 1 })
  }
  return found
}

function isHost(folder: string, disk: Disk): boolean {
  const names = disk.names(`${folder}/etc`)
  if (names.includes('xen')) return true
  return names.includes('network') && disk.names(`${folder}/etc/network`).includes('interfaces')
}
