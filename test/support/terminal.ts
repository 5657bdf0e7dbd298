import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { top } from './page.js'

/** The program as it is shipped. */
export const program: string = join(top, 'packages/cli/bin/xenlint.cjs')

export interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `xenlint` in a folder, as a terminal without colours would. */
export function xenlint(folder: string, words: readonly string[], input: string | Buffer = ''): Run {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    input,
    maxBuffer: 1 << 28,
    encoding: 'utf8',
    env
  })
  return { status, stdout, stderr }
}

/** A folder of its own with these files, gone after the test. */
export function folderWith(t: TestContext, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
