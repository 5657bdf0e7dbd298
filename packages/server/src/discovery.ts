import type { Disk } from './documents.js'

/** How far below a folder of an editor hosts are looked for, and how many are held at once. */
const deepest = 3
const mostFolders = 3000
const mostHosts = 50

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
