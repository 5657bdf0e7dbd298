import { deviceStrings } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A disk whose format is not the one that its file's name tells. */
export const formatUnlike: Rule = {
  id: 'format-unlike',
  summary: 'A disk that is read in another format than the name of its file says.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnlikeFormats
}

const endings: Readonly<Record<string, string | undefined>> = {
  qcow2: 'qcow2',
  qcow: 'qcow',
  vhd: 'vhd',
  qed: 'qed'
}

function* findUnlikeFormats(context: Context): Iterable<Finding> {
  for (const { draft, find } of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const { pdev_path: path, format, is_cdrom: cdrom } = draft
    if (typeof path !== 'string' || typeof format !== 'string' || cdrom === 1n) continue
    const told = endings[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '']
    if (!told || told === format || format === 'empty') continue
    const at = find(path)
    if (!at) continue
    yield {
      case: format,
      at,
      message: `\`${path}\` is read as \`${format}\`, though its name says \`${told}\`: the guest would see the file itself instead of the disk in it.`
    }
  }
}
