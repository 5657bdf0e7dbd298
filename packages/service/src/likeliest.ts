/** What most files of a table set, in the order in which one writes it; whoever begins a file looks for these. */
const firstNames: Readonly<Record<string, readonly string[]>> = {
  'xl-cfg': [
    ...['name', 'type', 'kernel', 'ramdisk', 'root', 'extra', 'cmdline', 'bootloader', 'firmware'],
    ...['memory', 'maxmem', 'vcpus', 'maxvcpus', 'cpus', 'disk', 'vif', 'pci'],
    ...['on_poweroff', 'on_reboot', 'on_crash', 'boot', 'vnc', 'vnclisten', 'vga', 'serial', 'uuid']
  ],
  interfaces: [
    ...['address', 'netmask', 'gateway', 'bridge_ports', 'bridge_stp', 'bridge_fd', 'bridge_waitport'],
    ...['bridge-ports', 'bridge-stp', 'bridge-fd', 'bridge-waitport', 'dns-nameservers', 'dns-search', 'mtu'],
    ...['up', 'post-up', 'pre-up', 'down', 'post-down', 'pre-down', 'vlan-raw-device', 'hwaddress'],
    ...['bond-slaves', 'bond-mode', 'bond-miimon']
  ],
  'grub-default': [
    ...[
      'GRUB_DEFAULT',
      'GRUB_TIMEOUT',
      'GRUB_DISTRIBUTOR',
      'GRUB_CMDLINE_LINUX_DEFAULT',
      'GRUB_CMDLINE_LINUX'
    ],
    ...['GRUB_CMDLINE_XEN_DEFAULT', 'GRUB_CMDLINE_XEN', 'GRUB_TERMINAL', 'GRUB_SERIAL_COMMAND'],
    ...['GRUB_DISABLE_OS_PROBER', 'GRUB_DISABLE_RECOVERY', 'GRUB_TIMEOUT_STYLE', 'GRUB_GFXMODE']
  ],
  'xen-command-line': [
    ...['dom0_mem', 'dom0_max_vcpus', 'dom0_vcpus_pin', 'dom0', 'console', 'com1', 'com2', 'vga'],
    ...['loglvl', 'guest_loglvl', 'iommu', 'sched', 'cpufreq', 'smt', 'ucode', 'noreboot']
  ],
  'xl-conf': ['autoballoon', 'vif.default.bridge', 'vif.default.script']
}

/** The names of a table with the likeliest first; all others keep their order. */
export function likeliestFirst<Row extends { readonly name: string }>(
  table: string,
  rows: readonly Row[]
): readonly Row[] {
  const first = firstNames[table] ?? []
  const known = new Map(rows.map((row) => [row.name, row]))
  const found = first.flatMap((name) => known.get(name) ?? [])
  return [...found, ...rows.filter(({ name }) => !first.includes(name))]
}
