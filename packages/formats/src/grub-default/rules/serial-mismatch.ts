import type { Origin, Setting, XenOption } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { linesOf, linuxLines, optionsOf, xenLines } from '../../xen-command-line/words.js'

/** GRUB, Xen and dom0 follow one another on a serial port, and none asks how the last one left it. */
export const serialMismatch: Rule = {
  id: 'serial-mismatch',
  summary:
    'A serial port that GRUB and Xen set to different speeds, or that dom0 writes to while Xen keeps it.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findMismatches
}

function* findMismatches({ settings }: Context): Iterable<Finding> {
  const xen = linesOf(settings, xenLines).flatMap(({ line }) => optionsOf(line))
  const ports = xen.filter(isUsualPort)
  yield* speeds(settings, ports)
  for (const port of ports) {
    const unused = usedConsoles(xen)
    if (unused && !unused.words.some((word) => word.startsWith(port.name))) yield unheard(port, unused.at)
  }
  for (const port of [...ports, ...consoles(xen)]) {
    const found = taken(settings, port)
    if (!found) continue
    yield found
    return
  }
}

const addresses: Readonly<Record<string, RegExp>> = { com1: /^(?:0x0*3f8)?$/i, com2: /^(?:0x0*2f8)?$/i }

// com1=115200,8n1,0xd8c0,17 is a card that neither GRUB nor dom0 calls its first port.
function isUsualPort({ name, value }: XenOption): boolean {
  const address = addresses[name]
  if (!address || !value || /(?:^|,)(?:io-base|dev|port)=/.test(value)) return false
  const third = value.split(',')[2] ?? ''
  return third.includes('=') || address.test(third)
}

// serial --unit=0 --speed=115200
function* speeds(settings: readonly Setting[], ports: readonly XenOption[]): Iterable<Finding> {
  const terminals = ['GRUB_TERMINAL', 'GRUB_TERMINAL_INPUT', 'GRUB_TERMINAL_OUTPUT'].map((name) =>
    textOf(settings, name)
  )
  const command = settings.findLast(({ name }) => name === 'GRUB_SERIAL_COMMAND')
  const text = textOf(settings, 'GRUB_SERIAL_COMMAND')
  if (!command || !text || !terminals.some((each) => each?.split(/\s+/).includes('serial'))) return
  if (/--port\b/.test(text)) return
  const unit = /--unit[= ](\d)/.exec(text)?.[1] ?? '0'
  const speed = /--speed[= ](\d+)/.exec(text)?.[1] ?? '9600'
  for (const { name, value = '', valueOrigin } of ports) {
    const own = /^(\d+)/.exec(value)?.[1] ?? /(?:^|,)baud=(\d+)/.exec(value)?.[1]
    if (name !== `com${Number(unit) + 1}` || !valueOrigin || own === undefined || own === speed) continue
    yield {
      case: 'speed',
      at: valueOrigin,
      message: `Xen sets the port to ${own}, GRUB to ${speed}: on a terminal one of the two is unreadable.`,
      related: [{ at: command.origin, message: `GRUB sets it to ${speed} here.` }]
    }
  }
}

function textOf(settings: readonly Setting[], name: string): string | undefined {
  const value = settings.findLast((each) => each.name === name)?.value
  return value?.kind === 'text' ? value.text : undefined
}

/** The words of the last `console=`; none where nothing says one, for then the first port is used. */
function usedConsoles(xen: readonly XenOption[]): { words: readonly string[]; at: Origin } | undefined {
  const last = xen.findLast(({ name }) => name === 'console')
  return last?.value === undefined ? undefined : { words: last.value.split(','), at: last.origin }
}

function unheard(port: XenOption, at: Origin): Finding {
  return {
    case: 'unheard',
    severity: 'hint',
    at: port.origin,
    message: `\`${port.name}\` is set up, yet \`console\` does not name it, so Xen writes nothing there.`,
    related: [{ at, message: 'These are the consoles.' }]
  }
}

function consoles(xen: readonly XenOption[]): XenOption[] {
  const last = xen.findLast(({ name }) => name === 'console')
  const words = last?.value?.split(',') ?? []
  return words.flatMap((word) => {
    const name = /^com[12]/.exec(word)?.[0]
    return last && name !== undefined ? [{ ...last, name }] : []
  })
}

// The lines that dom0's kernel gets: the replacements, where they say anything.
function taken(settings: readonly Setting[], port: XenOption): Finding | undefined {
  const lines = new Map(linesOf(settings, linuxLines).map((each) => [each.setting.name, each]))
  const first = filled(lines, 'GRUB_CMDLINE_LINUX_XEN_REPLACE') ?? lines.get('GRUB_CMDLINE_LINUX')
  const second =
    filled(lines, 'GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT') ?? lines.get('GRUB_CMDLINE_LINUX_DEFAULT')
  const words = [first, second].flatMap((line) => (line ? optionsOf(line.line) : []))
  const shown = words.filter(({ name }) => name === 'console')
  const device = port.name === 'com1' ? 'ttyS0' : 'ttyS1'
  const own = shown.find(({ value }) => value?.split(',')[0] === device)
  if (!own || shown.some(({ value }) => value?.startsWith('hvc'))) return undefined
  return {
    case: 'taken',
    at: own.origin,
    message: `Xen keeps \`${port.name}\` for itself, so dom0 writes nothing to \`${device}\`; \`console=hvc0\` goes through Xen.`,
    related: [{ at: port.origin, message: 'Xen takes the port here.' }]
  }
}

function filled<Line extends { readonly value: { readonly text: string } }>(
  lines: ReadonlyMap<string, Line>,
  name: string
): Line | undefined {
  const line = lines.get(name)
  return line && line.value.text !== '' ? line : undefined
}
