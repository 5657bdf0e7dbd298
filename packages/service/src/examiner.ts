import { type Format, formatOf } from '@xenlint/formats'
import type { Examined } from '@xenlint/validator'
import { type Reader, readerOf } from './reader.js'
import type { Input } from './snapshot.js'
import type { SourceFile } from './source-file.js'
import { defaultTarget } from './target.js'

/** Finds out what files say by themselves, as a snapshot of the same target and severities does. */
export function examiner({
  target = defaultTarget,
  severities
}: Pick<Input, 'target' | 'severities'>): (file: string, source: SourceFile) => Examined | undefined {
  const readers = new Map<Format, Reader>()
  return (file, source) => {
    const format = formatOf(source.format)
    if (!format) return undefined
    const reader = readers.get(format) ?? readerOf(format, severities ? { severities } : {}, target)
    readers.set(format, reader)
    return reader.examine(reader.parse(file, source))
  }
}
