import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpack } from './unpack.js'

/** Files of one made-up host, by name; the first is the one that ifupdown is given. */
export type Folder = Readonly<Record<string, string>>

/** What a program printed, and how it ended. */
export interface Printed {
  readonly lines: readonly string[]
  readonly status: number
}

/** Runs a program of the real ifupdown on `interfaces` of each folder, in a network of its own; as root. */
export function ifupdown(
  program: 'ifquery --list' | 'ifup --no-act --verbose --force -a',
  folders: readonly Folder[]
): Printed[] {
  const unpacked = unpack('ifupdown', 'sbin/ifup', ['ifupdown'])
  const scratch = mkdtempSync(join(tmpdir(), 'xenlint-ifupdown-'))
  try {
    for (const [index, folder] of folders.entries()) write(join(scratch, `${index}`), folder)
    mkdirSync(join(scratch, 'bin'))
    writeFileSync(join(scratch, 'bin/dhclient'), '#!/bin/sh\n', { mode: 0o755 })
    const [name, ...words] = program.split(' ')
    const script = `for index in $(seq 0 ${folders.length - 1}); do
      cd "${scratch}/$index" || exit 1
      mkdir state
      timeout 10 "${unpacked}/sbin/${name}" ${words.join(' ')} -i interfaces --state-dir=state 2>&1
      printf '\\n\\035%d\\036' $?
    done`
    const output = execFileSync('unshare', ['--net', 'sh', '-c', script], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: `${scratch}/bin:/usr/sbin:/usr/bin:/sbin:/bin` }
    })
    return output.split('\x1e').slice(0, -1).map(readPrinted)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** Runs of blanks are one blank, and blank lines are none. */
export function folded(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

function write(path: string, folder: Folder): void {
  for (const [name, text] of Object.entries(folder)) {
    const file = join(path, name)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
  }
}

function readPrinted(part: string): Printed {
  const [output = '', status = ''] = part.split('\x1d')
  return { lines: folded(output), status: Number(status) }
}
