import {
  cpuidFlags,
  deviceKeys,
  diskParametersAt,
  nearestOf,
  type Span,
  specificationOf,
  within,
  type XenVersion
} from '@xenlint/catalogue'
import type { Piece } from '@xenlint/model'

/** What to do about a part of a device's string: words behind the fact, and the text that would do. */
export interface Help {
  readonly words: string
  /** What to write in place of the part. */
  readonly text?: string
  /** The releases that read that. */
  readonly reads?: Span
}

/** Help for what xl says about a part of a string; none where the words say all. */
export function helpFor(option: string, said: string, { text }: Piece, xen: XenVersion): Help | undefined {
  if (option === 'disk') return helpForDisk(said, text, xen)
  if (option === 'vif' && /invalid rate/.test(said))
    return { words: 'it is written like `10Mb/s` or `10MB/s@50ms`' }
  if (option === 'vif' && /interval/.test(said))
    return { words: 'it is written like `@50ms`; without a unit it counts seconds' }
  if (option === 'pci') return { words: 'it is written `0000:01:00.0`, with options behind commas' }
  if (option === 'cpus' || option === 'cpus_soft') return { words: 'it is written like `0-3,^2`' }
  if (option === 'cpuid') return helpForFlag(text, xen)
  const form = forms[option]
  if (form) return /Invalid argument/.test(said) ? { words: form } : undefined
  if (option === 'smbios') return helpForName(said, text, option)
  return helpForKey(option, text, xen)
}

const forms: Readonly<Record<string, string>> = {
  iomem: 'it is written `fc000,10`, a page and how many, in hexadecimal',
  ioports: 'it is written like `2f8-2ff`, in hexadecimal',
  irqs: 'each string holds one decimal number'
}

function helpForDisk(said: string, text: string, xen: XenVersion): Help | undefined {
  if (/value for access/.test(said)) {
    const plain = text.toLowerCase().replace(/!$/, '')
    const known = ['r', 'ro', 'w', 'rw'].find((word) => word === plain)
    return { words: 'write `w` or `r`', ...(known && { text: known }) }
  }
  if (/value for format/.test(said)) {
    const plain = text.toLowerCase()
    const known = ['raw', 'qcow', 'qcow2', 'vhd', 'qed'].find((word) => word === plain)
    if (known === text) return { words: 'this release takes `raw`, `qcow2` and `vhd`' }
    if (known) return { words: `did you mean \`${known}\`?`, text: known }
    if (/^(xvd|hd|sd)[a-z]/.test(text))
      return { words: `the format stands before it, \`raw,${text}\``, text: `raw,${text}` }
    return { words: 'it takes `raw`, `qcow2`, `vhd` or `qed`' }
  }
  if (/unknown parameter/.test(said)) {
    const keys = diskParametersAt(xen).flatMap((row) => (row.key === undefined ? [] : [named(row.key, row)]))
    return guess(keys, text.replace(/=.*$/s, ''), (key) => `${key}=${text.replace(/^[^=]*=/s, '')}`)
  }
  if (/no vdev/.test(said))
    return {
      words:
        'a disk wants a name for the guest, such as `xvda`; behind `target=` everything belongs to the target'
    }
  if (/no target/.test(said)) return { words: 'only a CD-ROM drive may be empty' }
  return undefined
}

function helpForFlag(text: string, xen: XenVersion): Help | undefined {
  const names = cpuidFlags().filter((each) => within(each, xen))
  return guess(names, text.replace(/=.*$/s, ''), (name) => name + text.replace(/^[^=]*/s, ''))
}

function helpForName(said: string, text: string, option: string): Help | undefined {
  if (!/unknown/.test(said)) return undefined
  const rows = specificationOf(option)?.parameters ?? []
  return guess(
    rows.map((row) => named(row.name, row)),
    text,
    (name) => name
  )
}

function helpForKey(option: string, text: string, xen: XenVersion): Help | undefined {
  const keys = (deviceKeys().get(option) ?? []).filter((each) => within(each, xen))
  const names = keys.flatMap((row) => {
    const name = row.key ?? row.word
    return name === undefined ? [] : [named(name, row)]
  })
  return guess(names, text.replace(/=.*$/s, ''), (key) =>
    text.includes('=') ? `${key}=${text.replace(/^[^=]*=\s*/s, '')}` : key
  )
}

/** A name, and the releases that read it. */
interface Named extends Span {
  readonly name: string
}

function named(name: string, { since, until }: Span): Named {
  return { name, ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
}

function guess(rows: readonly Named[], written: string, textOf: (name: string) => string): Help | undefined {
  const near = nearestOf(
    rows.map(({ name }) => name),
    written
  )
  const row = rows.find(({ name }) => name === near)
  return row === undefined || near === undefined || near === written
    ? undefined
    : { words: `did you mean \`${near}\`?`, text: textOf(near), reads: row }
}
