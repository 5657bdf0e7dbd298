import { releases } from '@xenlint/catalogue'
import { formats, recognise } from '@xenlint/formats'
import { open, type Snapshot, type SourceFile } from '@xenlint/service'
import { hostIn } from './host-page.js'
import type { Entry } from './host-tree.js'
import type { BootableHost } from './recording.js'

/** A host of the tests as the service sees it, for the release that its facts name. */
export function checkedHost({ facts, files, links }: BootableHost): Snapshot {
  const sources = new Map<string, SourceFile>()
  const entries = new Map<string, Entry>()
  for (const [path, text] of Object.entries(files)) {
    entries.set(`/${path}`, text)
    const format = recognise(formats, `/${path}`, text)
    if (format) sources.set(path, { text, format: format.id })
  }
  for (const [path, link] of Object.entries(links)) entries.set(`/${path}`, { link })
  const target = { releases: releases.filter(({ xen }) => xen === facts.xen), because: 'as the facts say' }
  return open({ files: sources, target, host: hostIn(entries, facts) })
}
