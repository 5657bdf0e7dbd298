import { isGrubScript, planBoot } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { type CommandLine, linesOf, linuxLines, xenLines } from '../../xen-command-line/words.js'

/** The values stand on lines of grub.cfg as they are, and GRUB reads those as a script. */
export const commandLineCut: Rule = {
  id: 'command-line-cut',
  summary: 'A sign in a command line that means something to GRUB: the rest is lost, or no menu is written.',
  severity: 'error',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findCuts
}

function* findCuts({ settings, file, text }: Context): Iterable<Finding> {
  for (const line of linesOf(settings, [...xenLines, ...linuxLines])) {
    const { value } = line
    if (value.origin.file !== file) continue
    if (!isGrubScript(`linux /vmlinuz ${value.text} end\n`))
      yield isMended(text, value.text) ? mixed(line) : refused(line)
    else if (line.cut !== undefined) yield cut(line, line.cut, text)
  }
}

// A quote may find its other half in a line further down: then there is a menu, whatever it means.
function isMended(text: string, value: string): boolean {
  if (!/['"]/.test(value)) return false
  const kernels = ['6.1.0-30-amd64', '6.1.0-29-amd64', '6.1.0-28-amd64']
  return kernels.some((_, index) => {
    const versions = kernels.slice(index)
    const boot = versions.flatMap((version) => [`vmlinuz-${version}`, `initrd.img-${version}`])
    const plan = planBoot({
      defaults: { path: '/etc/default/grub', text },
      dropins: [],
      boot: [...boot, 'xen-4.17-amd64.gz'],
      read: (path) => (path.startsWith('/boot/config-') ? 'CONFIG_XEN_DOM0=y\n' : null),
      debian: '12',
      rootUuid: '11111111-2222-3333-4444-555555555555',
      separateBoot: false
    })
    return plan.status !== 1
  })
}

function mixed({ setting, value }: CommandLine): Finding {
  return {
    case: 'mixed',
    severity: 'warning',
    at: setting.value.origin,
    message: `GRUB reads ${shownSigns(value.text)} in the menu that comes of this together with the lines that follow.`
  }
}

function refused({ setting, value }: CommandLine): Finding {
  return {
    case: 'refused',
    at: setting.value.origin,
    message: `GRUB cannot read ${shownSigns(value.text)} in the menu that comes of this: \`update-grub\` ends with status 1, \`Syntax errors are detected in generated GRUB config file.\`, and leaves the old grub.cfg as it is.`
  }
}

function shownSigns(text: string): string {
  const signs = [...new Set(text.match(/[&|<>{}'"$\\;]/g))].map((sign) => `\`${sign}\``)
  return signs.length > 0 ? signs.join(', ') : 'this'
}

function cut({ setting, value }: CommandLine, at: number, text: string): Finding {
  const sign = value.text.charAt(at)
  const lost = value.text.slice(at + 1).trim()
  const { start, end } = placeOf(value, at)
  const reader = setting.name.startsWith('GRUB_CMDLINE_XEN') ? 'Xen' : 'the kernel'
  const then = lost === '' ? '' : `, so ${reader} never sees \`${lost.replace(/\s+/g, ' ')}\``
  const what = sign === '#' ? 'a comment begins for GRUB' : 'GRUB ends its command'
  return {
    case: sign === '#' ? 'comment' : 'end',
    severity: 'warning',
    at: { file: value.origin.file, start, end },
    message: `At \`${sign === '\n' ? '\\n' : sign}\` ${what}${then}.`,
    fixes: sign === ';' && text.slice(start, end) === ';' ? withComma(value.text, at, { start, end }) : []
  }
}

function placeOf(value: CommandLine['value'], at: number): { start: number; end: number } {
  const segment = value.map.find(({ valueStart, valueEnd }) => valueStart <= at && at < valueEnd)
  if (!segment || segment.file !== undefined) return value.origin
  const isVerbatim = segment.valueEnd - segment.valueStart === segment.sourceEnd - segment.sourceStart
  if (!isVerbatim) return { start: segment.sourceStart, end: segment.sourceEnd }
  const start = segment.sourceStart + at - segment.valueStart
  return { start, end: start + 1 }
}

// dom0_mem=1G;max:1G
function withComma(value: string, at: number, place: { start: number; end: number }): Fix[] {
  if (!/=[^ ]*$/.test(value.slice(0, at)) || !/^;[^ ;]/.test(value.slice(at))) return []
  const edits = [{ ...place, text: ',' }]
  return [{ title: 'Put a comma in its place, so that the rest counts', edits, safe: false }]
}
