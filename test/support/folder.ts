import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files of a folder by path: a text, or where a link leads to. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>

/** A folder with these files for as long as somebody visits it. */
export async function withHost(files: Files, visit: (host: string) => Promise<void>): Promise<void> {
  const host = mkdtempSync(join(tmpdir(), 'xenlint-host-'))
  try {
    for (const [path, entry] of Object.entries(files)) {
      mkdirSync(dirname(join(host, path)), { recursive: true })
      if (typeof entry === 'string') writeFileSync(join(host, path), entry)
      else symlinkSync(entry.link, join(host, path))
    }
    await visit(host)
  } finally {
    rmSync(host, { recursive: true })
  }
}
