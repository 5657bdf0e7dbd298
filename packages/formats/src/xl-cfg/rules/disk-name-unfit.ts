import type { Context, Finding, Rule } from '@xenlint/validator'
import { deviceStrings } from '../device-parts.js'
import { needsOf, surveyOf } from '../survey.js'

/** A name for a disk in the guest that libxl knows no number for. */
export const diskNameUnfit: Rule = {
  id: 'disk-name-unfit',
  summary: 'A name of a disk in the guest that no guest can have.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnfitNames
}

/** Kinds of names, each with its last letter and the last partition. */
const kinds: readonly (readonly [pattern: RegExp, partitions: number])[] = [
  [/^xvd[a-z]{0,4}([1-9][0-9]*)?$/, 255],
  [/^hd[a-d]?([1-9][0-9]*)?$/, 63],
  [/^sd[a-p]?([1-9][0-9]*)?$/, 15],
  [/^d(?:0|[1-9][0-9]*)(?:p(0|[1-9][0-9]*))?$/, 255]
]

function isKnown(name: string): boolean {
  if (/^(0x[0-9a-fA-F]+|[0-9]+)$/.test(name)) return true
  return kinds.some(([pattern, partitions]) => {
    const match = pattern.exec(name)
    return match !== null && Number(match[1] ?? 0) <= partitions
  })
}

function* findUnfitNames(context: Context): Iterable<Finding> {
  for (const { draft, find } of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const name = draft['vdev']
    if (typeof name !== 'string' || name === '' || isKnown(name)) continue
    const at = find(name)
    if (!at) continue
    const bare = name.replace(/^\/dev\//, '').toLowerCase()
    const fits = bare !== name && isKnown(bare)
    const help = fits ? `; did you mean \`${bare}\`?` : '; a disk is called `xvda`, `xvdb` and so on.'
    const exact = at.end - at.start === name.length
    yield {
      case: 'unfit',
      at,
      needs: needsOf(context.release.xen),
      message: `A guest can have no disk \`${name}\`, so it is not created${help}`,
      fixes:
        fits && exact
          ? [
              {
                title: `Change to \`${bare}\`, which the guest then has`,
                edits: [{ start: at.start, end: at.end, text: bare }],
                safe: false
              }
            ]
          : []
    }
  }
}
