import type { DeviceString, Origin } from '@xenlint/model'

/** The keys of a string that is split at commas, with where their values stand. */
export function* keysOf({ text, place }: DeviceString): Iterable<{ key: string; value: string; at: Origin }> {
  for (const match of text.matchAll(/(?:^|,) *([^,=]+)=([^,]*)/g)) {
    const [all, key = '', value = ''] = match
    const end = match.index + all.length
    yield { key, value, at: place(end - value.length, end) }
  }
}

/** Where a value stands in a string: alone between commas, behind its key, or beside a word with a colon. */
export function partOf({ text, origin, place }: DeviceString, key: string, value: string): Origin {
  let start = 0
  for (const field of text.split(',')) {
    const written = field.trim()
    const shift = start + field.indexOf(written)
    for (const before of ['', `${key}=`, 'ioemu:'])
      if (written === before + value || written.startsWith(`${before + value}:`))
        return place(shift + before.length, shift + before.length + value.length)
    start += field.length + 1
  }
  return origin
}
