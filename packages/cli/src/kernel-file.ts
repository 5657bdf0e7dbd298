import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { type Kernel, readKernel } from '@xenlint/model'

/** What the headers of a file say of it as a kernel; nothing where they say nothing, or it cannot be read. */
export function kernelAt(path: string): Kernel | undefined {
  try {
    const stat = statSync(path)
    if (!stat.isFile() || stat.size > largest) return undefined
    return readKernel(readFileSync(path), unzipped)
  } catch {
    return undefined
  }
}

/** True of a file that begins as a kernel does: whoever looks for kernels reads no disks. */
export function startsAsKernel(path: string): boolean {
  const start = Buffer.alloc(0x206)
  try {
    const handle = openSync(path, 'r')
    try {
      readSync(handle, start, 0, start.length, 0)
    } finally {
      closeSync(handle)
    }
  } catch {
    return false
  }
  const isZipped = start.readUInt16BE(0) === 0x1f8b && /vmlinu|kernel/.test(path)
  return start.readUInt32BE(0) === 0x7f454c46 || start.readUInt32BE(0x202) === 0x48647253 || isZipped
}

/** No kernel is as large; files of disks are. */
const largest = 128 << 20

function unzipped(bytes: Uint8Array): Uint8Array | undefined {
  // Only here, as few hosts hold kernels, and the module takes time to start.
  const { gunzipSync } = require('node:zlib') as typeof import('node:zlib')
  try {
    return gunzipSync(bytes, { maxOutputLength: 4 * largest })
  } catch {
    return undefined
  }
}
