import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withHost } from '../support/folder.js'
import { top } from '../support/page.js'
import { hostOfMany } from './host.js'
import { medians, type Row, ratio, run, within } from './measure.js'
import { xenlint } from './start.js'
import { guest } from './texts.js'

/** Many guests in one run, checked and planned, beside a shell loop of the real `xl -N create` over them. */
export function checkRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-bench-'))
  const [one, two] = [fill(join(folder, 'one'), 1000), fill(join(folder, 'two'), 2000)]
  const xl = join(
    execFileSync(join(top, 'test/oracle/install-xl.sh'), { encoding: 'utf8' }).trim(),
    '4.17/xl'
  )
  const loop = `for file in "${one}"/*.cfg; do "${xl}" -N create "$file" >/dev/null 2>&1 || exit 1; done`
  const check = (path: string) => (): void => run(process.execPath, [xenlint, 'check', '--no-config', path])
  const texts = readdirSync(one).map((name) => join(one, name))
  const plan = (): void => run(process.execPath, [xenlint, 'plan', 'guest', '--json', ...texts])
  const rows = [
    ratio(
      'planning 1000 guests of 600 bytes',
      medians(3, plan, () => run('sh', ['-c', loop])),
      'a loop of `xl -N create`',
      0.1
    ),
    ratio(
      'checking 1000 guests of 600 bytes',
      medians(3, check(one), () => run('sh', ['-c', loop])),
      'a loop of `xl -N create`',
      1 / 3
    ),
    ratio('checking 2000 guests', medians(5, check(two), check(one)), 'checking 1000', 2.2)
  ]
  rmSync(folder, { recursive: true })
  return rows
}

/** A host that is checked and switched on, as people wait for it. */
export async function hostRows(): Promise<Row[]> {
  const rows: Row[] = []
  await withHost(hostOfMany(1000), async (thousand) => {
    await withHost(hostOfMany(10_000), async (many) => {
      for (const command of ['check', 'simulate']) {
        const on = (host: string) => (): void => run(process.execPath, [xenlint, command, host])
        const nothing = (): void => run(process.execPath, ['-e', '0'])
        const what = `\`${command}\` of a host of`
        rows.push(within(`${what} 1000 guests`, medians(3, on(thousand), nothing), '`node -e 0`', 1500))
        rows.push(ratio(`${what} 10,000 guests`, medians(1, on(many), on(thousand)), 'of 1000', 11))
      }
    })
  })
  return rows
}

function fill(folder: string, count: number): string {
  mkdirSync(folder)
  for (let number = 1; number <= count; number++)
    writeFileSync(join(folder, `guest-${number}.cfg`), guest(600, number))
  return folder
}
