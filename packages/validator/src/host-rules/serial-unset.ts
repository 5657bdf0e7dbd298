import type { Host } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'
import { serialTerminal, type TextAt } from '../serial-ports.js'

/** GRUB then takes the first port, at the slowest speed that is in use. */
export const serialUnset: HostRule = {
  id: 'serial-unset',
  summary: 'A serial terminal for GRUB without the command that sets the port up.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findUnset
}

function* findUnset({ host }: HostContext): Iterable<Finding> {
  const { variables, xenOptions, dom0Options } = host.boot
  // Only a run would tell what a variable holds that is not known.
  if (!xenOptions || !dom0Options || !isKnown(host)) return
  const told = (name: string): TextAt | undefined => {
    const text = variables.get(name)
    return text && { text: text.value, origin: text.origin }
  }
  const terminal = serialTerminal(told)
  if (!terminal || told('GRUB_SERIAL_COMMAND')?.text) return
  const speed = speedOf(host)
  yield {
    case: speed === undefined || speed === '9600' ? 'unset' : 'other-speed',
    at: terminal.origin,
    message: `No \`GRUB_SERIAL_COMMAND\` says how the port is set up, so \`update-grub\` warns and GRUB uses the first one at 9600${speed === undefined || speed === '9600' ? '' : `, while others use ${speed}`}.`,
    fixes: fix(terminal, speed ?? '115200')
  }
}

function isKnown({ boot, tree }: Host): boolean {
  const files = ['/etc/default/grub', ...(tree.list(tree.real('/etc/default/grub.d')) ?? []).map(inFolder)]
  return (
    boot.variables.has('GRUB_SERIAL_COMMAND') ||
    !files.some((path) => /\bGRUB_SERIAL_COMMAND=/.test(tree.read(tree.real(path)) ?? ''))
  )
}

function inFolder(name: string): string {
  return `/etc/default/grub.d/${name}`
}

/** The speed that Xen or the kernel of dom0 uses the first port with. */
function speedOf({ boot }: Host): string | undefined {
  const xen = boot.xenOptions?.findLast(({ name }) => name === 'com1')?.value
  const console = boot.dom0Options?.findLast(
    ({ name, value }) => name === 'console' && /^ttyS0,/.test(value ?? '')
  )
  return /^(\d+)/.exec(xen ?? '')?.[1] ?? /^ttyS0,(\d+)/.exec(console?.value ?? '')?.[1]
}

function fix({ origin }: TextAt, speed: string): Fix[] {
  const text = `\nGRUB_SERIAL_COMMAND="serial --unit=0 --speed=${speed} --word=8 --parity=no --stop=1"`
  const edits = [{ start: origin.end, end: origin.end, text }]
  return [{ title: `Set up the first port at ${speed}`, edits, safe: false }]
}
