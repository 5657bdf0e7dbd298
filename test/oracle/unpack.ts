import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { top } from '../support/page.js'

/** The folder into which packages of a Debian, 12 unless told, are unpacked; downloaded where `file` is not there yet. */
export function unpack(name: string, file: string, packages: readonly string[], suite = 'bookworm'): string {
  const words = [suite, name, file, ...packages]
  return execFileSync(join(top, 'test/oracle/unpack.sh'), words, { encoding: 'utf8' }).trim()
}
