import type { Origin, XenOption } from '@xenlint/model'
import type { Finding } from './rule.js'

/** What says who uses which serial port. */
export interface SerialUse {
  /** The words of Xen's line, and of dom0's kernel. */
  readonly xen: readonly XenOption[]
  readonly dom0: readonly XenOption[]
  /** A variable of GRUB's defaults, where its text is known. */
  told(name: string): TextAt | undefined
}

export interface TextAt {
  readonly text: string
  readonly origin: Origin
}

/** Where GRUB, Xen and dom0 are in each other's way. */
export function* serialFaults(use: SerialUse): Iterable<Finding> {
  const { xen } = use
  const ports = xen.filter(isUsualPort)
  yield* speeds(use, ports)
  for (const port of ports) {
    const unused = usedConsoles(xen)
    if (unused && !unused.words.some((word) => word.startsWith(port.name))) yield unheard(port, unused.at)
  }
  for (const port of [...ports, ...consoles(xen)]) {
    const found = taken(use, port)
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
function* speeds({ told, dom0 }: SerialUse, ports: readonly XenOption[]): Iterable<Finding> {
  const command = told('GRUB_SERIAL_COMMAND')
  if (!command?.text || !serialTerminal(told)) return
  const { text } = command
  if (/--port\b/.test(text)) return
  const unit = /--unit[= ](\d)/.exec(text)?.[1] ?? '0'
  const speed = /--speed[= ](\d+)/.exec(text)?.[1] ?? '9600'
  const related = [{ at: command.origin, message: `GRUB sets it to ${speed} here.` }]
  for (const { name, value = '', valueOrigin } of ports) {
    const own = /^(\d+)/.exec(value)?.[1] ?? /(?:^|,)baud=(\d+)/.exec(value)?.[1]
    if (name !== `com${Number(unit) + 1}` || !valueOrigin || own === undefined || own === speed) continue
    yield {
      case: 'speed',
      at: valueOrigin,
      message: `Xen sets the port to ${own}, GRUB to ${speed}: on a terminal one of the two is unreadable.`,
      related
    }
  }
  // What Xen keeps is out of the kernel's reach.
  if (ports.length > 0) return
  for (const { name, value = '', valueOrigin } of dom0) {
    const own = new RegExp(`^ttyS${unit},(\\d+)`).exec(value)?.[1]
    if (name !== 'console' || !valueOrigin || own === undefined || own === speed) continue
    yield {
      case: 'kernel-speed',
      at: valueOrigin,
      message: `The kernel sets the port to ${own}, GRUB to ${speed}: on a terminal one of the two is unreadable.`,
      related
    }
  }
}

/** The variable that makes GRUB talk to a serial port. */
export function serialTerminal(told: SerialUse['told']): TextAt | undefined {
  return ['GRUB_TERMINAL', 'GRUB_TERMINAL_INPUT', 'GRUB_TERMINAL_OUTPUT']
    .map(told)
    .find((each) => each?.text.split(/\s+/).includes('serial'))
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

function taken({ dom0 }: SerialUse, port: XenOption): Finding | undefined {
  const shown = dom0.filter(({ name }) => name === 'console')
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
