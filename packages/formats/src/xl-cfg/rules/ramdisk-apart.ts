import type { Context, Finding, Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'

/** The modules in a ramdisk are those of one kernel. */
export const ramdiskApart: Rule = {
  id: 'ramdisk-apart',
  summary: 'A `ramdisk` that was made for another version of the kernel.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOtherVersion
}

function* findOtherVersion(context: Context): Iterable<Finding> {
  // A bootloader looks for both on the disk of the guest.
  if (settingOf(context, 'bootloader')) return
  const kernel = settingOf(context, 'kernel')?.value
  const ramdisk = settingOf(context, 'ramdisk')?.value
  if (kernel?.kind !== 'text' || ramdisk?.kind !== 'text') return
  const wanted = versionIn(kernel.text, /(?:^|\/)vmlinu[xz]-(\d.*)$/)
  const given = versionIn(ramdisk.text, /(?:^|\/)init(?:rd|ramfs)(?:\.img)?-(\d.*)$/)
  // What only has more behind it was made for the same kernel, under a name of somebody's own.
  if (!wanted || !given || wanted.startsWith(given) || given.startsWith(wanted)) return
  const { start, end } = ramdisk.origin
  const text = ramdisk.text.replace(given, wanted)
  yield {
    case: 'version',
    at: ramdisk.origin,
    message: `The ramdisk is that of \`${given}\` and the kernel is \`${wanted}\`, which loads no modules of another version: a kernel of Debian then finds neither its disk nor its network.`,
    related: [{ at: kernel.origin, message: 'This is the kernel.' }],
    fixes: /^[\w./+~-]+$/.test(text)
      ? [
          {
            title: `Change to \`${text}\`, the ramdisk of this kernel, where it is there`,
            edits: [{ start, end, text: `"${text}"` }],
            safe: false
          }
        ]
      : []
  }
}

/** The version in a name: `6.1.0-30-amd64`. */
function versionIn(path: string, name: RegExp): string | undefined {
  return name.exec(path)?.[1]?.replace(/\.(?:img|gz|xz|zst|lz4|cpio)$/, '')
}
