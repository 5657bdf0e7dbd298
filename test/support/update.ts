import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emulatorExpectations } from './emulator-page.js'
import { hostFindings, hostPage } from './host.js'
import { type Block, type Page, pagesIn, replaceBodies, top } from './page.js'
import { withHeader, withTable } from './rule-header.js'
import { type Expectation, expectations } from './rule-page.js'
import { serviceExpectations } from './service-page.js'
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
