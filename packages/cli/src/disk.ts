import { isUtf8 } from 'node:buffer'
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A text as it lies on disk; bytes that are no UTF-8 are one character each. */
export interface Text {
  readonly text: string
  readonly encoding: 'utf-8' | 'latin1'
}

/** Why something could not be done, as a sentence. */
export interface Fault {
  readonly fault: string
}

/** A file that no configuration ever reaches: more is read by mistake. */
const largestMiB = 64

export function readText(path: string): Text | Fault {
  return attempt(path, 'read', () => {
    const handle = openSync(path, 'r')
    try {
      const { size } = fstatSync(handle)
      if (size > largestMiB * 1024 * 1024) {
        return {
          fault: `\`${path}\` is ${Math.round(size / 1024 / 1024)} MiB, more than a configuration ever is.`
        }
      }
      return decode(bytesOf(handle, size))
    } finally {
      closeSync(handle)
    }
  })
}

/** As many bytes as a file is said to have, in one go; what is longer or shorter than it says is read to its end. */
function bytesOf(handle: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size + 1)
  const length = size > 0 ? readSync(handle, bytes, 0, size + 1, 0) : 0
  return length === size && size > 0 ? bytes.subarray(0, size) : readFileSync(handle)
}

export function readStandardInput(): Text | Fault {
  return attempt('-', 'read', () => decode(readFileSync(0)))
}

function decode(bytes: Buffer): Text {
  const encoding = isUtf8(bytes) ? 'utf-8' : 'latin1'
  return { text: bytes.toString(encoding), encoding }
}

/** The bytes of a text as they were read; only what a fix adds to Latin-1 may need more than one each. */
export function encode({ text, encoding }: Text): Buffer {
  if (encoding === 'utf-8' || /[^\0-\xff]/.test(text) === false) return Buffer.from(text, encoding)
  return Buffer.concat([...text].map((letter) => Buffer.from(letter, letter > '\xff' ? 'utf-8' : 'latin1')))
}

/** What a path is; links are followed. */
export function kindOf(path: string): 'file' | 'folder' | 'other' | Fault {
  return attempt(path, 'read', () => {
    const found = statSync(path)
    return found.isDirectory() ? 'folder' : found.isFile() || found.isFIFO() ? 'file' : 'other'
  })
}

/** False too of what lies in a folder that may not be looked into. */
export function exists(path: string): boolean {
  return typeof kindOf(path) === 'string'
}

/** The size of a file in bytes; 0 of one that is not there. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

/** An entry of a folder; a link leads to `link`. */
export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

/** The entries of a folder, sorted by name as every C program sorts. */
export function entriesOf(folder: string): Entry[] | Fault {
  return attempt(folder, 'read', () =>
    readdirSync(folder, { withFileTypes: true })
      .map((entry): Entry => {
        const kind = entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'folder'
            : entry.isSymbolicLink()
              ? 'link'
              : 'other'
        return { name: entry.name, kind }
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  )
}

/** Tells the mode of a file, without what a folder above it keeps from others; nothing of one that is not there. */
export function modes(): (path: string) => number | undefined {
  const open = new Map<string, boolean>()
  const isOpen = (folder: string): boolean => {
    const known = open.get(folder)
    if (known !== undefined) return known
    const enters = (statSync(folder).mode & 0o001) !== 0
    const all = enters && (folder === dirname(folder) || isOpen(dirname(folder)))
    open.set(folder, all)
    return all
  }
  return (path) => {
    try {
      const real = realpathSync.native(path)
      const mode = statSync(real).mode & 0o777
      return isOpen(dirname(real)) ? mode : mode & ~0o007
    } catch {
      return undefined
    }
  }
}

export function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** The path without links; the path itself where it leads nowhere. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

/** Replaces a file whose text was `before`: all of it or nothing, with its mode and owner; links are followed. */
export function replaceText(path: string, before: Text, after: string): Fault | undefined {
  if (after === before.text) return undefined
  const real = realPath(path)
  const outcome = attempt(path, 'write', () => {
    if (!readFileSync(real).equals(encode(before))) {
      return {
        fault: `\`${path}\` changed while it was being checked, so it is left as it is; run xenlint again.`
      }
    }
    writeBeside(real, encode({ text: after, encoding: before.encoding }))
    return 'written'
  })
  return typeof outcome === 'object' ? outcome : undefined
}

/** Writes a new file, or one whose old text does not matter, in the same careful way. */
export function writeText(path: string, text: string): Fault | undefined {
  const outcome = attempt(path, 'write', () => {
    writeBeside(realPath(path), Buffer.from(text))
    return 'written'
  })
  return typeof outcome === 'object' ? outcome : undefined
}

function writeBeside(real: string, bytes: Buffer): void {
  const old = statSync(real, { throwIfNoEntry: false })
  // A pipe or a terminal has no old text to keep, and nothing can lie beside it.
  if (old && !old.isFile()) {
    writeFileSync(real, bytes)
    return
  }
  const beside = join(dirname(real), `.${basename(real)}.xenlint-${process.pid}`)
  const handle = openSync(beside, 'wx', old ? 0o600 : 0o666)
  try {
    try {
      writeFileSync(handle, bytes)
      if (old) {
        const own = statSync(beside)
        if (own.uid !== old.uid || own.gid !== old.gid) fchownSync(handle, old.uid, old.gid)
        fchmodSync(handle, old.mode & 0o7777)
      }
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(beside, real)
  } catch (error) {
    unlinkSync(beside)
    throw error
  }
}

function attempt<T>(path: string, what: 'read' | 'write', action: () => T): T | Fault {
  try {
    return action()
  } catch (error) {
    return { fault: sentence(path, what, error as NodeJS.ErrnoException) }
  }
}

function sentence(path: string, what: 'read' | 'write', { code, message }: NodeJS.ErrnoException): string {
  const named = path === '-' ? 'The standard input' : `\`${path}\``
  switch (code) {
    case 'ENOENT':
      if (path.includes('\uFFFD')) return `${named} has a name that is not UTF-8, so xenlint cannot open it.`
      return what === 'read'
        ? `There is no file or folder ${named}.`
        : `${named} cannot be written: its folder does not exist.`
    case 'ENOTDIR':
      return `There is no file or folder ${named}: a part of that path is a file.`
    case 'EACCES':
    case 'EPERM':
      return what === 'read'
        ? `${named} may not be read by you; try it as root.`
        : `${named} cannot be written by you and is left as it was; try it as root.`
    case 'EROFS':
      return `${named} cannot be written: its file system is mounted read-only.`
    case 'ENOSPC':
      return `${named} cannot be written and is left as it was: no space is left.`
    case 'ELOOP':
      return `${named} is a link that leads back to itself.`
    case 'EISDIR':
      return `${named} is a folder, not a file.`
    default:
      return `${named} cannot be ${what === 'read' ? 'read' : 'written'}: ${message}.`
  }
}

/** What a path is to whoever looks at a host; a device counts as a file, a link that leads nowhere as nothing. */
export function standingOf(path: string): 'file' | 'folder' | 'unreadable' | undefined {
  try {
    const found = statSync(path)
    if (!found.isDirectory() && !found.isFile()) return 'file'
    accessSync(path, constants.R_OK)
    return found.isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'EACCES' || code === 'EPERM' ? 'unreadable' : undefined
  }
}
