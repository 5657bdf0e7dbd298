import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formats, recognise } from '@xenlint/formats'
import type { Grammar } from '@xenlint/syntax'
import fc from 'fast-check'
import { anyText } from '../support/arbitrary.js'
import { guestText, repeatingGuestText } from '../support/guest-text.js'
import { textOf } from '../support/marker.js'
import { pagesIn, top } from '../support/page.js'
import { examples } from '../support/rule-page.js'
import { xlText } from '../support/xl-text.js'

/** The language that each format is written in. */
const grammars: Readonly<Record<string, Grammar>> = {
  'default-xen': 'shell-variables',
  'grub-default': 'shell-variables',
  interfaces: 'interfaces',
  'xend-config': 'xend-config',
  xendomains: 'shell-variables',
  'xl-cfg': 'xl-cfg',
  'xl-conf': 'xl-cfg',
  'xm-cfg': 'xm-cfg'
}

/** Files of a format: made-up ones, our own ones mutated, and lines of several put together. */
export function anyFile(format: string): fc.Arbitrary<string> {
  const grammar = grammars[format]
  if (!grammar) throw new Error(`no grammar is known for ${format}`)
  const samples = samplesOf(format)
  const lines = [...new Set(samples.flatMap((text) => text.split(/(?<=\n)/)))]
  const mixed = fc.array(fc.constantFrom(...lines), { maxLength: 12 }).map((some) => some.join(''))
  const general = [mixed, mixed, anyText(grammar, samples), anyText(grammar, samples)]
  if (format === 'xl-cfg') return fc.oneof(...general, guestText(), repeatingGuestText(), xlText())
  return fc.oneof(...general)
}

/** Our own files of a format: whole hosts, and the blocks of the rules' pages. */
function samplesOf(format: string): string[] {
  const blocks = pagesIn('rules').flatMap(examples)
  const shown = blocks.filter(({ language }) => language === format).map((block) => textOf(block))
  return [...shown, ...(hostFiles.get(format) ?? [])]
}

const hostFiles = new Map<string, string[]>()
const hosts = join(top, 'fixtures/hosts')
for (const path of readdirSync(hosts, { recursive: true, encoding: 'utf8' })) {
  if (!lstatSync(join(hosts, path)).isFile()) continue
  const text = readFileSync(join(hosts, path), 'utf8')
  const format = recognise(formats, `/${path.split('/').slice(1).join('/')}`, text)?.id ?? ''
  hostFiles.set(format, [...(hostFiles.get(format) ?? []), text])
}
