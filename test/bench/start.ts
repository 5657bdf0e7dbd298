import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { top } from '../support/page.js'
import { beyond, medians, type Row, run } from './measure.js'
import { guest } from './texts.js'

export const xenlint: string = join(top, 'packages/cli/bin/xenlint.cjs')

/** A process from start to end, beside a Node that does nothing. */
export function startRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-bench-'))
  const file = join(folder, 'guest.cfg')
  writeFileSync(file, guest(600))
  const nothing = (): void => run(process.execPath, ['-e', '0'])
  const rows = [
    beyond(
      '`xenlint --version`',
      medians(21, () => run(process.execPath, [xenlint, '--version']), nothing),
      '`node -e 0`',
      15
    ),
    beyond(
      '`xenlint check` of one guest',
      medians(21, () => run(process.execPath, [xenlint, 'check', '--no-config', file]), nothing),
      '`node -e 0`',
      60
    )
  ]
  rmSync(folder, { recursive: true })
  return rows
}
