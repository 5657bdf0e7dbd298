import { type Option, table, within, type XenVersion } from '@xenlint/catalogue'

/** The example of an option as a guest's file, and what the file is without the option. */
export interface Example {
  readonly row: Option
  readonly text: string
  readonly without: string
}

/** The examples of the options that a release reads, and of those that others have taken the place of. */
export function examplesAt(xen: XenVersion): Example[] {
  return table('xl-cfg').flatMap((row) => {
    const { example, replacement, until } = row
    if (example === undefined || !(within(row, xen) || (replacement && until))) return []
    const lines = example.split('\n')
    const others = lines.filter((line) => !namesOf(row).includes(nameOf(line)))
    return [{ row, text: guestWith(row, lines), without: guestWith(row, others) }]
  })
}

// An option, or what is to be written in its place.
function namesOf({ name, deprecated, replacement }: Option): (string | undefined)[] {
  return [name, deprecated?.use, replacement]
}

// A guest that looks at the option, with what else it needs to be one.
function guestWith(row: Option, lines: readonly string[]): string {
  const type = row.guests?.[0] ?? row.effect?.[0] ?? (row.onlyWith ? 'pv' : 'pvh')
  const boots = type === 'hvm' || lines.some((line) => /^(type = "hvm"|firmware =|bootloader =)/.test(line))
  const base = [
    'name = "web"',
    `type = "${type}"`,
    'memory = 1024',
    'disk = [ "/dev/vg0/web,raw,xvda,rw" ]',
    ...(boots ? [] : ['kernel = "/boot/vmlinuz"']),
    ...(row.onlyWith && type === 'pv' ? [`${row.onlyWith.option} = 1`] : [])
  ]
  const said = [...lines.map(nameOf), ...namesOf(row)]
  return [...base.filter((line) => !said.includes(nameOf(line))), ...lines]
    .map((line) => `${line}\n`)
    .join('')
}

function nameOf(line: string): string {
  return line.replace(/ =.*$/, '')
}
