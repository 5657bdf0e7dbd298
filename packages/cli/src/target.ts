import { join } from 'node:path'
import { compareVersions, releaseOf } from '@xenlint/catalogue'
import { debianOf, type Wanted } from '@xenlint/service'
import { entriesOf, exists, readText } from './disk.js'

/** What the files of a host say of its release: `etc/debian_version`, and the hypervisors in `boot`. */
export function releaseOfHost(host: string): Wanted | undefined {
  const debian = debianVersion(host)
  const xen = newestHypervisor(host)
  const said = [...(debian ? [debian.file] : []), ...(xen ? [xen.file] : [])]
  if (said.length === 0) return undefined
  return {
    ...(debian ? { debian: debian.version } : {}),
    ...(xen ? { xen: xen.version } : {}),
    because: `as \`${said.join('` and `')}\` ${said.length === 1 ? 'says' : 'say'}`
  }
}

interface Clue {
  readonly version: string
  readonly file: string
}

function debianVersion(host: string): Clue | undefined {
  const file = 'etc/debian_version'
  const path = join(host, file)
  const found = exists(path) ? readText(path) : undefined
  if (!found || 'fault' in found) return undefined
  // `12.5`, or `trixie/sid` before a release.
  const release = debianOf(found.text.trim().split('/')[0] as string)
  return release && { version: release.debian, file }
}

function newestHypervisor(host: string): Clue | undefined {
  const boot = join(host, 'boot')
  const entries = exists(boot) ? entriesOf(boot) : []
  if ('fault' in entries) return undefined
  const found = entries.flatMap(({ name }) => {
    const version = /^xen-(\d+\.\d+)\S*\.gz$/.exec(name)?.[1]
    return version && releaseOf(version) ? [{ version, file: `boot/${name}` }] : []
  })
  return found.sort((one, other) => compareVersions(other.version, one.version))[0]
}
