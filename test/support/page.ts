import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The project's top folder; tests run from `test/dist`. */
export const top: string = join(import.meta.dirname, '../../..')

/** A fenced block of a page: ```` ```xl-cfg xen=4.14 crlf ````. */
export interface Block {
  /** The fence's first word: a format id, or what is expected of the block above: `tree`. */
  readonly language: string
  /** Words behind it: `fixed`, `crlf`, `bom`, `latin1`, and `name=value`. */
  readonly flags: ReadonlyMap<string, string>
  readonly body: string
  /** The heading above it. */
  readonly heading: string
  /** Lines of the page that hold the body, from `first` up to but not including `end`, counted from 0. */
  readonly first: number
  readonly end: number
  /** The blocks of one host: those under the same heading with the same `host=`, itself among them. */
  readonly beside: readonly Block[]
}

export interface Page {
  /** Path below `fixtures`. */
  readonly path: string
  readonly text: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** Every page below a folder of `fixtures`, by path. */
export function pagesIn(folder: string): Page[] {
  const fixtures = join(top, 'fixtures')
  return readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.endsWith('README.md'))
    .sort()
    .map((name) => {
      const file = join(fixtures, folder, name)
      return readPage(relative(fixtures, file), readFileSync(file, 'utf8'))
    })
}

export function readPage(path: string, text: string): Page {
  const lines = text.split('\n')
  const blocks: Block[] = []
  let title = ''
  let heading = ''
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const [, hashes = '', words = ''] = /^(#+) (.*)$/.exec(line) ?? []
    if (hashes === '#') title = words
    if (hashes) heading = words
    const [, fence = '', info = ''] = /^(`{3,})(\S.*)$/.exec(line) ?? []
    if (!fence) continue
    const end = lines.indexOf(fence, index + 1)
    if (end < 0) throw new Error(`${path}:${index + 1}: the block is not closed; expected a line of ${fence}`)
    blocks.push(readBlock(info, lines.slice(index + 1, end), heading, index + 1, end))
    index = end
  }
  return { path, text, title, blocks: blocks.map((block) => ({ ...block, beside: besides(block, blocks) })) }
}

function besides({ heading, flags }: Block, blocks: readonly Block[]): Block[] {
  const host = flags.get('host')
  return blocks.filter((each) => each.heading === heading && host && each.flags.get('host') === host)
}

function readBlock(
  info: string,
  lines: readonly string[],
  heading: string,
  first: number,
  end: number
): Block {
  const [language = '', ...words] = info.trim().split(/\s+/)
  const flags = new Map(
    words.map((word) => word.split('=', 2)).map(([name = '', value = '']) => [name, value])
  )
  return { language, flags, body: lines.map((line) => `${line}\n`).join(''), heading, first, end, beside: [] }
}

/** The page with the bodies of some blocks replaced. */
export function replaceBodies(page: Page, bodies: ReadonlyMap<Block, string>): string {
  const lines = page.text.split('\n')
  for (const [block, body] of [...bodies].sort(([one], [other]) => other.first - one.first)) {
    lines.splice(block.first, block.end - block.first, ...body.split('\n').slice(0, -1))
  }
  return lines.join('\n')
}
