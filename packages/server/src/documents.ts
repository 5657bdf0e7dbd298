import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'

/** The disk, as far as the server looks at it. */
export interface Disk {
  /** The text of a file; none where there is no file, or none that may be read. */
  read(path: string): string | undefined
  /** The names in a folder, sorted; none where there is no folder, or none that may be read. */
  names(folder: string): readonly string[]
  /** True of a link, wherever it leads. */
  isLink(path: string): boolean
}

/** The disk of this machine. */
export const disk: Disk = {
  read(path) {
    try {
      return statSync(path).size > largestBytes ? undefined : decode(readFileSync(path))
    } catch {
      return undefined
    }
  },
  names(folder) {
    try {
      return readdirSync(folder).sort()
    } catch {
      return []
    }
  },
  isLink(path) {
    try {
      return lstatSync(path).isSymbolicLink()
    } catch {
      return false
    }
  }
}

const largestBytes = 64 * 1024 * 1024

/** Bytes that are no UTF-8 become one character each, as the terminal reads them. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
