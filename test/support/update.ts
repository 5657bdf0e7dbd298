import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emulatorExpectations } from './emulator-page.js'
import { hostFindings, hostPage } from './host.js'
import { type Block, type Page, pagesIn, readPage, replaceBodies, top } from './page.js'
import { withHeader, withTable } from './rule-header.js'
import { type Expectation, expectations } from './rule-page.js'
import { serviceExpectations } from './service-page.js'
import { xenlint } from './terminal.js'
import { treeExpectations } from './tree-page.js'

// Rewrites what pages expect by what is so now; `git diff` shows what changed.
for (const [folder, expected] of [
  ['emulator', emulatorExpectations],
  ['rules', expectations],
  ['service', serviceExpectations],
  ['syntax', treeExpectations]
] as const)
  for (const page of pagesIn(folder)) update(page, expected(page))
const hosts = hostPage()
update(hosts, hostFindings(hosts))

function update(page: Page, expected: readonly Pick<Expectation, 'block' | 'actual'>[]): void {
  const bodies = new Map<Block, string>(expected.map(({ block, actual }) => [block, actual]))
  const text = replaceBodies(page, bodies)
  if (text !== page.text) writeFileSync(join(top, 'fixtures', page.path), text)
}

for (const page of pagesIn('rules')) writeFileSync(join(top, 'fixtures', page.path), withHeader(page))
const readme = join(top, 'fixtures/rules/README.md')
writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), pagesIn('rules')))

// The first screen of the project is what the program prints.
const front = readPage('README.md', readFileSync(join(top, 'README.md'), 'utf8'))
const screens = front.blocks.filter(({ language }) => language === 'console')
const printed = new Map(
  screens.map((block) => {
    const command = block.body.split('\n', 1)[0] ?? ''
    return [block, `${command}\n${xenlint(top, command.split(' ').slice(4)).stdout}`]
  })
)
writeFileSync(join(top, 'README.md'), replaceBodies(front, printed))
