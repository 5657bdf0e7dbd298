import { releases } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import { open, type Snapshot, type SourceFile, type Target } from '@xenlint/service'
import { applyEdits, lineIndex, pointAt } from '@xenlint/syntax'
import { chooseFixes } from '@xenlint/validator'
import { hostOfPage } from './host-page.js'
import { annotate, textOf } from './marker.js'
import type { Block, Page } from './page.js'

/** What a block of a rule page should say, as the rules say it now. */
export interface Expectation {
  readonly block: Block
  readonly actual: string
}

/** The blocks of a page that hold a text to check; each `fixed` block belongs to the one above it. */
export function examples({ blocks }: Page): Block[] {
  return blocks.filter(({ language, flags }) => formatOf(language) && !flags.has('fixed'))
}

/** Every block of a page with what it should say: problems under their lines, fixed texts after all fixes. */
export function expectations(page: Page): Expectation[] {
  const found: Expectation[] = []
  let above: Block | undefined
  for (const block of page.blocks) {
    if (!formatOf(block.language)) continue
    if (!block.flags.has('fixed')) above = block
    const actual = block.flags.has('fixed') ? fixed(page, block, above) : annotated(block)
    found.push({ block, actual })
  }
  return found
}

export function annotated(block: Block): string {
  const text = textOf(block)
  const snapshot = snapshotOf(block, text)
  const place = ({ file, start }: { file: string; start: number }): string =>
    `${file}:${pointAt(lineIndex(snapshot.input.files.get(file)?.text ?? ''), start).line}`
  return annotate(text, snapshot.problems(pathOf(block)), block.flags.has('host') ? place : undefined)
}

/** The snapshot that a block asks its question of. */
export function snapshotOf(block: Block, text: string = textOf(block)): Snapshot {
  const target = targetOf(block)
  const others = block.beside.filter((each) => formatOf(each.language) && !each.flags.has('fixed'))
  const files = new Map<string, SourceFile>(
    others.map((each) => [pathOf(each), { text: textOf(each), format: each.language }])
  )
  const mode = block.flags.get('mode')
  files.set(pathOf(block), { text, format: block.language, ...(mode && { mode: Number.parseInt(mode, 8) }) })
  return open({
    files,
    ...(target ? { target } : {}),
    ...(block.flags.has('host') ? { host: hostOfPage(block) } : {})
  })
}

export function pathOf({ language, flags }: Block): string {
  return flags.get('file') ?? `example.${language}`
}

function targetOf({ flags }: Block): Target | undefined {
  const [xen, debian] = [flags.get('xen'), flags.get('debian')]
  if (!xen && !debian) return undefined
  const chosen = releases.filter((release) => release.xen === xen || release.debian === debian)
  if (chosen.length === 0) throw new Error(`no release is Xen ${xen} or Debian ${debian}`)
  return { releases: chosen, because: 'as the page says' }
}

function fixed(page: Page, block: Block, above: Block | undefined): string {
  if (!above) throw new Error(`${page.path}:${block.first}: a fixed block has none above it`)
  const text = textOf(above)
  const problems = snapshotOf(above).problems(pathOf(above))
  const { edits } = chooseFixes(problems, { unsafe: block.flags.get('fixed') !== 'safe' })
  const after = applyEdits(text, edits.get(pathOf(above)) ?? [])
  const plain = after.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  return plain.endsWith('\n') || plain === '' ? plain : `${plain}\n`
}
