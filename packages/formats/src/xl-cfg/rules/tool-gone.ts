import { isMatch, movedTools, quirk, within } from '@xenlint/catalogue'
import type { Setting } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** A program or image that the packages of the host's release do not bring. */
export const toolGone: Rule = {
  id: 'tool-gone',
  summary: "A path or program of another release, which the host's own packages do not bring.",
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findGoneTools
}

const options = [
  'bootloader',
  'kernel',
  'ramdisk',
  'device_model_override',
  'firmware_override',
  'bios_path_override',
  'pvshim_path',
  'stubdomain_kernel',
  'stubdomain_ramdisk'
]

function* findGoneTools(context: Context): Iterable<Finding> {
  for (const option of options) {
    const setting = settingOf(context, option)
    if (setting?.value.kind === 'text') yield* ofPath(context, setting, setting.value.text)
  }
  const model = settingOf(context, 'device_model_version')
  if (model?.value.kind !== 'text' || model.value.text !== 'qemu-xen-traditional') return
  if (quirk('traditional-model-unpackaged', context.release.xen))
    yield {
      case: 'traditional',
      at: model.value.origin,
      needs: ['files'],
      message:
        '`qemu-xen-traditional` wants a `qemu-dm` that Debian 8 and later do not bring, so the guest does not start without one of your own; `qemu-xen` takes its place.',
      fixes: [change(model, 'qemu-xen', 'so that the guest starts, with other emulated hardware')]
    }
}

function* ofPath(context: Context, setting: Setting, path: string): Iterable<Finding> {
  const moved = movedTools().find(
    (row) => row.option === setting.name && isMatch(row.pattern, path) && within(row, context.release.xen)
  )
  const [, version] = /^\/usr\/lib\/xen-(\d+\.\d+)\//.exec(path) ?? []
  const at = setting.value.origin
  const needs = ['files']
  if (moved) {
    const message = `\`${path}\` is ${moved.what}; Debian has \`${moved.use}\`.`
    yield { case: 'moved', at, needs, message, fixes: [change(setting, moved.use, moved.then)] }
  } else if (version && version !== context.release.xen && !isFirmwareKernel(context, setting, path)) {
    const isOwn = path === `/usr/lib/xen-${version}/bin/pygrub`
    const help = isOwn
      ? 'write `pygrub`, which xl finds among its own programs'
      : "write the path that the host's own release has"
    yield {
      case: 'versioned',
      at,
      needs,
      message: `\`${path}\` belongs to Xen ${version}, and is gone from a host without the packages of that release; ${help}.`,
      fixes: isOwn ? [change(setting, 'pygrub', 'which belongs to the Xen of the host')] : []
    }
  }
}

// That one xl drops, whatever its path is.
function isFirmwareKernel(context: Context, { name }: Setting, path: string): boolean {
  return name === 'kernel' && surveyOf(context).survey.guest === 'hvm' && /hvmloader$/.test(path)
}

function change({ value: { origin } }: Setting, text: string, consequence: string): Fix {
  const edits = [{ start: origin.start, end: origin.end, text: `"${text}"` }]
  return { title: `Change to \`${text}\`, ${consequence}`, edits, safe: false }
}
