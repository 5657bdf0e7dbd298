import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { emulatorPath, releaseOf, type XenVersion } from '@xenlint/catalogue'
import { top } from './page.js'
import type { BootableHost, Recording } from './recording.js'

/** A host with a name, and what the real Xen made of it. */
export interface RecordedHost {
  readonly name: string
  readonly host: BootableHost
  readonly recording: Recording
}

const folder = join(top, 'fixtures/realxen')

/** Hosts that were written, then those that were made up. */
export function recordedHosts(): RecordedHost[] {
  const written = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'recording.json')))
  const generated = readFileSync(join(folder, 'generated.jsonl'), 'utf8').trimEnd().split('\n')
  return [...written.flatMap(writtenHosts), ...generated.map((line) => withDom0(JSON.parse(line)))]
}

/** A host, once for each release that it was booted on. */
function writtenHosts(name: string): RecordedHost[] {
  const host = readHostFolder(join(folder, name))
  return readdirSync(join(folder, name))
    .filter((file) => /^recording\b.*\.json$/.test(file))
    .sort()
    .map((file) => {
      const xen = /-(.*)\.json$/.exec(file)?.[1]
      return {
        name: xen === undefined ? name : `${name} on Xen ${xen}`,
        host: onRelease(host, xen),
        recording: JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
      }
    })
}

/** What a host's folder keeps of the release that its facts name, or of another one. */
export function recordingName(xen?: XenVersion): string {
  return xen === undefined ? 'recording.json' : `recording-${xen}.json`
}

/** The host on another release than its facts name. */
export function onRelease(host: BootableHost, xen?: XenVersion): BootableHost {
  const release = xen === undefined ? undefined : releaseOf(xen)
  if (!release) return host
  // What is booted of it is as new as Debian has it.
  const shadow = release.shadowUntil === undefined
  const { files = [], absent = [] } = host.facts
  // QEMU lies elsewhere on some releases; dom0 of the recordings has it there where the host's facts have it at all.
  const model = emulatorPath('device-model', release.xen)
  const hasModel = lacking.some((path) => files.includes(path))
  const old = emulatorPath('device-model-traditional', release.xen)
  const told = {
    ...(hasModel && { files: [...new Set([...files, model])] }),
    absent: [...new Set([...absent, old, ...(hasModel ? [] : [model])])]
  }
  return { ...host, facts: { ...host.facts, ...told, xen: release.xen, debian: release.debian, shadow } }
}

/** dom0 of the recordings is small: QEMU, which some guests want, is not on its disk. Disks are empty. */
const lacking = ['/usr/libexec/xen-qemu-system-i386']

/** What makes interfaces elsewhere, and is not there either. */
const bare = ['/etc/network/if-pre-up.d/vlan', '/usr/share/ifupdown2', '/usr/libexec/ifupdown-ng']

/** A program that every Debian has, and the first recordings had not. */
const which = '/usr/bin/which'

function withDom0({ host, ...rest }: RecordedHost): RecordedHost {
  const { absent = [], files = [], volumes = [] } = host.facts
  return {
    ...rest,
    host: {
      ...host,
      facts: {
        // Recorded on Debian's 4.17.5, in QEMU, where the facts say nothing else.
        shadow: true,
        nodes: 1,
        ...host.facts,
        absent: [...new Set([...absent, ...lacking, ...bare, ...(files.includes(which) ? [] : [which])])],
        volumes: volumes.map((volume) => ({ ...volume, empty: true }))
      }
    }
  }
}

/** Reads a folder of `fixtures/realxen`: all but what xenlint and the recording keep there lies on the machine's disk. */
export function readHostFolder(path: string): BootableHost {
  const files: Record<string, string> = {}
  const links: Record<string, string> = {}
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name)
    const name = relative(path, full)
    if (/^recording\b.*\.json$/.test(name) || name.startsWith('.xenlint')) continue
    if (entry.isSymbolicLink()) links[name] = readlinkSync(full)
    else if (entry.isFile()) files[name] = readFileSync(full, 'utf8')
  }
  return { facts: JSON.parse(readFileSync(join(path, '.xenlint/facts.json'), 'utf8')), files, links }
}
