import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, pagesIn, replaceBodies, top } from './page.js'
import { expectations } from './rule-page.js'

// Rewrites what pages expect by what is so now; `git diff` shows what changed.
for (const page of pagesIn('rules')) {
  const bodies = new Map<Block, string>(expectations(page).map(({ block, actual }) => [block, actual]))
  const text = replaceBodies(page, bodies)
  if (text !== page.text) writeFileSync(join(top, 'fixtures', page.path), text)
}
