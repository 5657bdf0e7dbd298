import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { releases } from '@xenlint/catalogue'
import { formats, recognise } from '@xenlint/formats'
import { readFacts } from '@xenlint/model'
import { open, type SourceFile } from '@xenlint/service'
import { lineIndex, pointAt } from '@xenlint/syntax'
import { hostIn } from './host-page.js'
import { entriesOf } from './host-tree.js'
import { type Block, type Page, readPage, top } from './page.js'

const hosts = join(top, 'fixtures/hosts')

/** The page that shows the findings of each host. */
export function hostPage(): Page {
  return readPage('hosts/README.md', readFileSync(join(hosts, 'README.md'), 'utf8'))
}

/** The blocks of the page that belong to hosts, with what they should say. */
export function hostFindings({ blocks }: Page): { readonly block: Block; readonly actual: string }[] {
  return blocks
    .filter(({ language }) => language === 'findings')
    .map((block) => ({ block, actual: findings(block.flags.get('host') ?? '') }))
}

/** Every finding of a host, a line each, for the release that its facts name. */
function findings(host: string): string {
  const files = filesOf(join(hosts, host))
  const facts = readFileSync(join(hosts, host, '.xenlint/facts.json'), 'utf8')
  const { xen } = JSON.parse(facts) as { xen: string }
  const target = { releases: releases.filter((release) => release.xen === xen), because: 'as the facts say' }
  const input = hostIn(entriesOf(join(hosts, host)), readFacts(facts).facts)
  const snapshot = open({ files, target, host: input })
  const lines: string[] = []
  for (const [path, { text }] of files) {
    const index = lineIndex(text)
    for (const { at, severity, rule, message } of snapshot.problems(path))
      lines.push(`${path}:${pointAt(index, at.start).line}: ${severity} ${rule}: ${message}\n`)
  }
  return lines.join('')
}

/** The files of a host that are ours, links aside: they lead to files that are read anyway. */
function filesOf(host: string): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  for (const path of readdirSync(host, { recursive: true, encoding: 'utf8' })) {
    if (!lstatSync(join(host, path)).isFile()) continue
    const text = readFileSync(join(host, path), 'utf8')
    const format = recognise(formats, `/${path}`, text)
    if (format) files.set(path, { text, format: format.id })
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)))
}
