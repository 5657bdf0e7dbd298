import { spanOfType } from '@xenlint/catalogue'
import type { Remark, Setting } from '@xenlint/model'
import { type Context, type Finding, type Fix, type Rule, withoutStatement } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** A setting that xl reads, and then does otherwise. */
export const settingOverruled: Rule = {
  id: 'setting-overruled',
  summary: 'A setting that xl drops, or warns of and puts up with for now.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOverruledSettings
}

interface Reason {
  readonly case: string
  /** xl's words. */
  readonly said: RegExp
  readonly option: string
  readonly message: string
  fix?(setting: Setting, remark: Remark, context: Context): Fix[]
}

const reasons: readonly Reason[] = [
  {
    case: 'kernel-firmware',
    said: /^WARNING: you seem to be using "kernel" directive/,
    option: 'kernel',
    message: 'xl warns of `kernel` and drops it, as it finds the firmware of an HVM guest by itself.',
    fix: (setting, _, { text }) => [
      {
        title: 'Delete `kernel`, which xl drops',
        edits: [withoutStatement(text, setting.origin)],
        safe: true
      }
    ]
  },
  {
    case: 'mode-number',
    said: /as an integer is deprecated.* e\.g\. (tsc_mode|timer_mode)=/,
    option: '',
    message: 'xl warns of a number here, as numbers are to go; write the name of the mode.',
    fix: (setting, remark, context) => {
      const [, word = ''] = /e\.g\. \w+=("[^"]*")/.exec(remark.text) ?? []
      const { start, end } = setting.value.origin
      return [
        {
          title: `Write \`${word}\`, which is the same`,
          edits: [{ start, end, text: word }],
          safe: true,
          ...read(setting, context)
        }
      ]
    }
  },
  {
    case: 'arguments-text',
    said: /^WARNING: Specifying "bootloader_args" as a string/,
    option: 'bootloader_args',
    message: 'xl warns that `bootloader_args` wants a list, and splits the text at blanks.',
    fix: (setting, _, context) => asList(setting, context)
  },
  {
    case: 'firmware-unnamed',
    said: /^WARNING: bios_path_override given without/,
    option: 'bios_path_override',
    message: 'xl warns of `bios_path_override` without `bios`, which says what kind of firmware it is.',
    fix: (setting, _, context) => {
      const [kind] = /ovmf|seabios/i.exec(textOf(setting)) ?? []
      const consequence = 'so that xl knows what it loads'
      return kind ? behind(setting, 'bios', kind.toLowerCase(), consequence, context) : []
    }
  },
  {
    case: 'model-unnamed',
    said: /^WARNING: device model override given without/,
    option: 'device_model_override',
    message: 'xl warns of `device_model_override` without `device_model_version`; add `"qemu-xen"`.',
    fix: (setting, _, context) =>
      behind(setting, 'device_model_version', 'qemu-xen', 'so that xl knows what it starts', context)
  }
]

function* findOverruledSettings(context: Context): Iterable<Finding> {
  const { survey, places } = surveyOf(context)
  for (const remark of survey.remarks) {
    const reason = reasons.find(({ said }) => said.test(remark.text))
    const stored = remark.setting && places.settingOf(remark.setting)
    const setting = reason && (settingOf(context, reason.option) ?? stored)
    if (!setting || survey.ends.some(({ stop }) => stop.setting === remark.setting)) continue
    const fixes = setting.operation === 'set' ? (reason.fix?.(setting, remark, context) ?? []) : []
    // What is refused has no plan that could stay the same.
    const proven = survey.ends.length === 0
    yield {
      case: reason.case,
      at: setting.value.origin,
      message: reason.message,
      fixes: fixes.map((fix) => ({ ...fix, safe: fix.safe && proven }))
    }
  }
}

/** The words that xl splits the text into, where each can be quoted as it is. */
function asList(setting: Setting, context: Context): Fix[] {
  const words = textOf(setting)
    .split(/[ \t\n]+/)
    .filter((word) => word !== '')
  if (words.length === 0 || words.some((word) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word))) return []
  const { start, end } = setting.value.origin
  const text = `[ ${words.map((word) => `"${word}"`).join(', ')} ]`
  return [
    {
      title: 'Write the words as a list, which is the same',
      edits: [{ start, end, text }],
      safe: true,
      ...read(setting, context)
    }
  ]
}

/** Releases that took less than today would not read what is written for those of today. */
function read({ name }: Setting, { option }: Context): Pick<Fix, 'reads'> {
  const row = option(name)
  return row ? { reads: spanOfType(row) } : {}
}

/** One more setting below; none where a value of it stands somewhere that xl cannot use. */
function behind(
  { origin: { end } }: Setting,
  name: string,
  value: string,
  consequence: string,
  { settings }: Context
): Fix[] {
  if (settings.some((each) => each.name === name)) return []
  const line = `${name} = "${value}"`
  const edits = [{ start: end, end, text: `\n${line}` }]
  return [{ title: `Add \`${line}\`, ${consequence}`, edits, safe: false }]
}

function textOf({ value }: Setting): string {
  return value.kind === 'text' ? value.text : ''
}
