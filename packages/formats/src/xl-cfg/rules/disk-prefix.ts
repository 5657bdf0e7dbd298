import { type DiskPrefix, diskPrefixesAt, type Release } from '@xenlint/catalogue'
import { type DeviceString, deviceStrings } from '@xenlint/model'
import type { Context, Finding, Fix, Rule, Subject } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** `phy:`, `file:`, `tap:aio:`: they once chose the program behind the disk. */
export const diskPrefix: Rule = {
  id: 'disk-prefix',
  summary: 'A prefix of a disk that chooses nothing any more.',
  severity: 'hint',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findPrefixes
}

function* findPrefixes(context: Context): Iterable<Finding> {
  // What is refused has no plan that could stay the same.
  const safe = surveyOf(context).survey.ends.length === 0
  for (const disk of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const [written = ''] = /^([a-z][a-z0-9]*:)+/.exec(disk.text) ?? []
    const names = written.split(':').slice(0, -1)
    if (names.length === 0) continue
    const prefixes = context.ofRelease(prefixesAt)
    const known = names.map((name) => prefixes.find(({ prefix }) => prefix === name))
    if (known.some((row) => !row)) continue
    yield {
      case: 'prefix',
      at: disk.place(0, written.length),
      message: `\`${written}\` chooses nothing any more: xl looks at the target and the format, and takes what fits.`,
      fixes: rewritten(disk, written, known as DiskPrefix[], safe)
    }
  }
}

function prefixesAt(_: Subject, { xen }: Release): readonly DiskPrefix[] {
  return diskPrefixesAt(xen)
}

/** The prefix gone, and the format behind the target, where the prefix made xl skip that field. */
function rewritten(disk: DeviceString, prefix: string, rows: readonly DiskPrefix[], safe: boolean): Fix[] {
  const target = disk.text.slice(prefix.length, disk.text.indexOf(','))
  const fields = disk.text.split(',')
  const plain = fields.length >= 2 && !disk.text.includes('=') && target.startsWith('/')
  const formats = rows.flatMap(({ format }) => format ?? [])
  const verbatim = disk.place(0, disk.text.length)
  if (!plain || formats.length > 1 || verbatim.end - verbatim.start !== disk.text.length) return []
  const format = formats[0] ?? 'raw'
  const { start } = verbatim
  const behind = start + prefix.length + target.length
  return [
    {
      title: `Write \`${target},${format},…\`, which is the same disk`,
      edits: [
        { start, end: start + prefix.length, text: '' },
        { start: behind, end: behind, text: `,${format}` }
      ],
      safe
    }
  ]
}
