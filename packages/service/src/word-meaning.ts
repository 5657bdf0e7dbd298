import { option } from '@xenlint/catalogue'
import { type Dom0Amount, type Dom0Memory, readDom0Memory } from '@xenlint/model'
import type { Snapshot } from './snapshot.js'

/** What Xen makes of the value of a word of its command line, where there is more to say than the word does. */
export function wordMeaning(name: string, value: string, { target }: Snapshot): string | undefined {
  const newest = target.releases.at(-1)
  if (!newest) return undefined
  if (name === 'dom0_mem') return memoryMeaning(readDom0Memory(value, newest.xen))
  const item = option('xen-command-line', name)?.items?.find(({ word, says }) => word === value && says)
  return item && `\`${item.word}\`: ${item.says}.`
}

function memoryMeaning({ size, min, max, refusal }: Dom0Memory): string | undefined {
  if (refusal || !(size || min || max)) return undefined
  const parts = [size && `starts with ${inAmount(size)}`, min && `at least ${inAmount(min)}`]
  const least = parts.filter(Boolean).join(', ')
  const most = max && `can never have more than ${inAmount(max)}`
  return `dom0 ${[least.replace(/^at least/, 'starts with at least'), most].filter(Boolean).join(', and ')}.`
}

/** Pages of 4 KiB, or a share, in words. */
function inAmount({ pages, percent, isNegative }: Dom0Amount): string {
  const mebibytes = pages / 256
  const sum =
    mebibytes >= 1024
      ? `${Math.round((mebibytes / 1024) * 100) / 100} GiB`
      : mebibytes >= 1
        ? `${Math.round(mebibytes * 100) / 100} MiB`
        : `${pages * 4} KiB`
  const share = percent > 0 ? `${percent} % of the memory` : ''
  const amount = share && pages > 0 ? `${sum} and ${share}` : share || sum
  return isNegative ? `all but ${amount}` : amount
}
