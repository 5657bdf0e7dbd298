import { leastVideoMemoryMiB } from '@xenlint/catalogue'
import { type Draft, draftAt } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** Less memory for the graphics card than libxl accepts. */
export const videoMemorySmall: Rule = {
  id: 'video-memory-small',
  summary: 'Less `videoram` than the graphics card must have.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findSmallMemory
}

function* findSmallMemory(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const setting = context.settings.findLast(({ name }) => name === 'videoram')
  const memory = draftAt(survey.draft, 'b_info.video_memkb')
  if (survey.guest !== 'hvm' || !setting || typeof memory !== 'bigint' || memory < 0n) return
  const kind = textAt(survey.draft, 'b_info.u.hvm.vga.kind') ?? 'cirrus'
  const model = textAt(survey.draft, 'b_info.device_model_version') ?? 'qemu_xen'
  const least = leastVideoMemoryMiB(model, kind)
  if (least === undefined || memory >= BigInt(least) * 1024n) return
  yield {
    case: kind,
    at: setting.value.origin,
    needs: needsOf(context),
    message: `${memory / 1024n} MiB are too little for this graphics card, which wants ${least} MiB, so the guest is not created.`,
    fixes: [
      {
        title: `Change to \`${least}\`, the least that will do`,
        edits: [{ start: setting.value.origin.start, end: setting.value.origin.end, text: String(least) }],
        safe: false
      }
    ]
  }
}

function textAt(draft: Draft, path: string): string | undefined {
  const value = draftAt(draft, path)
  return typeof value === 'string' ? value : undefined
}
