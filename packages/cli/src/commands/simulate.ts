import { resolve } from 'node:path'
import { type Release, releases } from '@xenlint/catalogue'
import { hasFailed, simulate as simulateHost, type Until } from '@xenlint/emulator'
import { detect, formats } from '@xenlint/formats'
import { defaultTarget, open, type Target } from '@xenlint/service'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { type Fault, kindOf, readText } from '../disk.js'
import { wantsColour } from '../paint.js'
import { simulationText } from '../report/simulation.js'
import { simulationJson } from '../report/simulation-json.js'
import { given, readWishes } from '../wishes.js'
import { openWorkspaces, type Workspace } from '../workspace.js'

/** Boots a host, starts its guests and shuts it down, all on paper. */
export async function simulate(call: Call): Promise<number> {
  const [folder = '.'] = call.words
  const wishes = await readWishes(call)
  if ('fault' in wishes) return complain([wishes])
  const kind = kindOf(folder)
  if (kind !== 'folder')
    return complain([typeof kind === 'object' ? kind : { fault: `\`${folder}\` is no folder, so no host.` }])
  const { workspaces, faults, notes } = await openWorkspaces({ ...wishes, paths: [folder] })
  for (const note of notes) process.stderr.write(`xenlint: ${note}\n`)
  const workspace = oneHost(folder, workspaces, faults)
  if ('fault' in workspace) return complain([workspace])
  const { release, because } = releaseFor(workspace.target)
  const [host] = open({ ...workspace.snapshot.input, target: { releases: [release], because } }).hosts()
  if (!host) throw new Error(`the host \`${workspace.host}\` could not be put together`)

  const until = (given(call, 'until') ?? 'stop') as Until
  const simulation = simulateHost(host, until)
  const status = hasFailed(simulation) ? 1 : 0
  if (call.options.has('json')) process.stdout.write(simulationJson(folder, status, simulation, host))
  else {
    const heading = `Host ${workspace.host}, simulated for Debian ${release.debian} (Xen ${release.xen}), ${because}.`
    const report = { heading, host: workspace.host, simulation, until, file: readQuoted }
    process.stdout.write(
      simulationText(report, {
        colour: wantsColour(given(call, 'color'), process.stdout),
        width: Math.min(process.stdout.columns || 80, 100),
        verbose: call.options.has('verbose')
      })
    )
  }
  return faults.length > 0 ? complain(faults) : status
}

function oneHost(
  folder: string,
  workspaces: readonly Workspace[],
  faults: readonly Fault[]
): (Workspace & { readonly host: string }) | Fault {
  const [first] = faults
  if (first && workspaces.length === 0) return first
  const hosts = workspaces.filter(({ host }) => host !== undefined)
  const [only] = hosts
  if (!only || only.host === undefined)
    return {
      fault: `\`${folder}\` is no host: a folder that holds \`etc/xen\` and other files as under \`/\`.`
    }
  if (hosts.length === 1) return { ...only, host: only.host }
  const names = hosts.map(({ host }) => `\`${host}\``).join(', ')
  return { fault: `\`${folder}\` holds ${hosts.length} hosts, and one is simulated at a time: ${names}.` }
}

/** Where nothing names a release, the one that was measured. */
function releaseFor({ releases: wanted, because }: Target): { release: Release; because: string } {
  const usual = releases.find(({ debian }) => debian === '12') as Release
  const [first] = wanted
  if (!first || wanted === defaultTarget.releases)
    return { release: usual, because: 'since nothing names a release' }
  return { release: first, because }
}

// A report quotes few files of many: each is read when it is asked for.
function readQuoted(path: string): { text: string; format: string } | undefined {
  const found = readText(path)
  if ('fault' in found) return undefined
  return { text: found.text, format: detect(formats, resolve(path), found.text)?.format.id ?? '' }
}
