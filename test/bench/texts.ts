/** A guest of about so many bytes, as people write them. */
export function guest(bytes: number, number = 1): string {
  const mac = [number >> 16, number >> 8, number]
    .map((each) => (each & 255).toString(16).padStart(2, '0'))
    .join(':')
  const lines = [
    '# Made by hand; see the wiki for the naming scheme.',
    `name = "guest-${number}"`,
    'type = "pvh"',
    'kernel = "/boot/vmlinuz-6.1.0-30-amd64"',
    'ramdisk = "/boot/initrd.img-6.1.0-30-amd64"',
    "cmdline = 'root=/dev/xvda1 ro console=hvc0'",
    'memory = 1024',
    'maxmem = 2048',
    'vcpus = 2 # as many as it needs',
    'on_crash = "restart"',
    'disk = [',
    `  "phy:/dev/vg0/guest-${number},xvda1,w",`,
    `  "phy:/dev/vg0/guest-${number}-swap,xvda2,w",`,
    ']',
    `vif = [ "mac=00:16:3e:${mac},bridge=xenbr0" ]`
  ]
  for (let extra = 0; `${lines.join('\n')}\n`.length < bytes; extra++)
    lines.push(`# Note ${extra}: nothing here but the usual.`)
  return `${lines.join('\n')}\n`
}

/** Settings of guests, one behind the other, of at least so many bytes. */
export function xlCfg(bytes: number): string {
  let text = ''
  for (let number = 1; text.length < bytes; number++) text += guest(600, number)
  return text
}

/** So many stanzas of /etc/network/interfaces. */
export function stanzas(count: number): string {
  let text = ''
  for (let number = 0; number < count; number++) {
    text += `auto br${number}\niface br${number} inet static\n    address 10.${(number >> 8) & 255}.${number & 255}.1/24\n    bridge_ports eth${number}\n    bridge_stp off\n\n`
  }
  return text
}

/** A JSON text of about so many bytes, of the same grain as a config. */
export function json(bytes: number): string {
  const rows: unknown[] = []
  let length = 2
  for (let number = 0; length < bytes; number++) {
    const row = { name: `guest-${number}`, memory: 1024, disk: [`phy:/dev/vg0/guest-${number},xvda1,w`] }
    length += JSON.stringify(row).length + 1
    rows.push(row)
  }
  return JSON.stringify(rows)
}
