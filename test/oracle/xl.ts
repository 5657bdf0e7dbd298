import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The releases whose real xl is at hand. */
export const provenReleases = ['4.14', '4.17', '4.20'] as const

export type ProvenRelease = (typeof provenReleases)[number]

/** What a run of the real xl left: its exit status or the signal that ended it, and its lines. */
export interface XlRun {
  readonly status: number | string
  readonly stdout: string
  /** Without the first line, which only names the file; the file itself is called FILE. */
  readonly messages: readonly string[]
}

/** How many made-up files each comparison takes. */
export const oracleRuns: number = Number(process.env['XENLINT_ORACLE_RUNS'] ?? 150)

/** Runs `xl -N create` of each release on each text, a few at once. */
export async function createAll(
  texts: readonly string[],
  check: (release: ProvenRelease, text: string, run: XlRun) => void
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-oracle-'))
  const pending = texts.flatMap((text, index) => {
    const file = join(folder, `${index}.cfg`)
    writeFileSync(file, text)
    return provenReleases.map((release) => async () => check(release, text, await create(release, file)))
  })
  try {
    await Promise.all(Array.from({ length: atOnce }, () => work(pending)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const atOnce = 4

async function work(pending: (() => Promise<void>)[]): Promise<void> {
  for (let next = pending.pop(); next; next = pending.pop()) await next()
}

function create(release: ProvenRelease, file: string): Promise<XlRun> {
  const home = process.env['XENLINT_ORACLES']
  if (!home) throw new Error('XENLINT_ORACLES is not set; expected `npm run oracle` to set it')
  return new Promise((resolve, reject) => {
    execFile(join(home, release, 'xl'), ['-N', 'create', file], limits, (error, stdout, stderr) => {
      const status = error ? (error.signal ?? error.code ?? -1) : 0
      if (typeof status === 'string' && !status.startsWith('SIG')) return reject(error)
      const lines = stderr.replaceAll(file, 'FILE').split('\n')
      const messages = lines.filter((line) => line !== '' && line !== 'Parsing config from FILE')
      resolve({ status, stdout, messages })
    })
  })
}

// With `vcpus = 4294967297` xl counts to four thousand million.
const limits = { maxBuffer: 1 << 28, timeout: 600_000, encoding: 'utf8' } as const
