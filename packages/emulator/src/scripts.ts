import type { Host } from '@xenlint/model'
import { isFolder, isPresent } from './presence.js'

/** Where xl looks for the script of a device. */
export function scriptPath(script: string): string {
  return script.startsWith('/') ? script : `/etc/xen/scripts/${script}`
}

interface Loss {
  readonly case: string
  readonly why: string
}

const losses = new WeakMap<Host, Map<string, Loss | undefined>>()

/** Why libxl cannot run a script, as far as facts tell; the case is a row of what it says. Most guests share theirs. */
export function scriptLoss(host: Host, path: string): Loss | undefined {
  const known = losses.get(host) ?? new Map<string, Loss | undefined>()
  losses.set(host, known)
  if (!known.has(path)) known.set(path, lossOf(host, path))
  return known.get(path)
}

function lossOf(host: Host, path: string): Loss | undefined {
  // An empty name is that of the folder.
  if (path === scriptPath('') || isFolder(host, path))
    return { case: 'script-unrunnable', why: `\`${path}\` is a folder, and no script` }
  if (isPresent(host, path) === false)
    return { case: 'script-missing', why: `there is no script \`${path}\`` }
  const mode = host.facts.modes?.[host.tree.real(path)]
  // Root may run what anyone may.
  if (mode === undefined || Number.parseInt(mode, 8) & 0o111) return undefined
  return { case: 'script-unrunnable', why: `\`${path}\` may not be run, as its mode is ${mode}` }
}
