import fc from 'fast-check'

/** How a host's network is written, and which bridges its guests hope for. */
export interface SomeNetwork {
  readonly nics: readonly string[]
  readonly bridges: readonly string[]
  readonly interfaces: string
  readonly more: Readonly<Record<string, string>>
}

/** Networks of one or two bridges, with what people get wrong. */
export function someNetwork(): fc.Arbitrary<SomeNetwork> {
  return fc
    .tuple(
      fc.constantFrom(['eth0'], ['eth0', 'eth1'], ['eth0', 'eth1']),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(firsts[0]) },
        { weight: 6, arbitrary: fc.constantFrom(...firsts) }
      ),
      fc.option(fc.constantFrom(...seconds)),
      fc.boolean()
    )
    .map(([nics, first, second, isApart]) => ({
      nics,
      bridges: second ? ['xenbr0', 'xenbr0', 'xenbr1'] : ['xenbr0'],
      interfaces: [
        'auto lo\niface lo inet loopback\n',
        'iface eth0 inet manual\n',
        `${first}\n`,
        ...(second && isApart ? ['source /etc/network/interfaces.d/*\n'] : second ? [`${second}\n`] : [])
      ].join('\n'),
      more: second && isApart ? { 'etc/network/interfaces.d/xenbr1': `${second}\n` } : {}
    }))
}

const quiet = '    bridge_stp off\n    bridge_fd 0'
const address = '    address 192.0.2.10/24'

const firsts = [
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet manual\n    bridge-ports eth0\n    bridge-stp off\n    bridge-fd 0`,
  `iface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `allow-hotplug xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports none\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports enp3s0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports regex eth.*\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n    netmask 255.255.255.0\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n${quiet}`,
  `auto xen-br0\niface xen-br0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet6 manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 # eth1 is for others\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports all\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports regex e.*1 noregex eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n    bridge-ports eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n${quiet}\niface xenbr0 inet6 manual\n    bridge_ports eth0\n${quiet}`,
  `auto bond0\niface bond0 inet manual\n    bond-slaves eth0\n    bond-mode active-backup\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports bond0\n${quiet}`,
  `auto xenbr0\nno-scripts xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\n    bridge_ports eth0\niface xenbr0 inet static\n${address}\n${quiet}`,
  `auto xenbr0=home\niface home inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto eth0\niface eth0 inet manual\n    up ifup xenbr0\n\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto eth0 xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `allow-auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0:0\niface xenbr0:0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto br-of-the-guests\niface br-of-the-guests inet static\n${address}\n    bridge_ports eth0\n${quiet}\n\nauto xenbr0\niface xenbr0 inet manual\n    bridge_ports none`,
  `auto xenbr0\niface xenbr0 inet manual\n    pre-up ip link add xenbr0 type bridge\n    up ip link set eth0 master xenbr0 up\n    up ip link set xenbr0 up`,
  `auto xenbr0\niface xenbr0 inet manual\n    pre-up brctl addbr xenbr0\n    up brctl addif xenbr0 eth0\n    up ip link set xenbr0 up\n    post-down brctl delbr xenbr0`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    pre-up false\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n    up false`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n    up false\n    up true || false`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    gateway 198.51.100.1\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n    address 192.0.2.10/33\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.0\n    broadcast 192.0.2.255\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n    bridge_maxwait 0\n    bridge_hello 2\n    bridge_ageing 300\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_port eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports "eth0"\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0, eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 \\\n        eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports\n${quiet}`,
  `auto xenbr0\niface xenbr0 static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet statik\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface base inet manual\n    bridge_ports eth0\n${quiet}\n\niface xenbr0 inet manual inherits base`,
  `auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode 1\n    bond-miimon 100\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports bond0\n${quiet}`,
  `auto bond0\niface bond0 inet manual\n    slaves eth0\n    bond_mode 802.3ad\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports bond0.12\n${quiet}`,
  `auto bond0\niface bond0 inet manual\n    bond-slaves none\n\nauto eth1\niface eth1 inet manual\n    bond-master bond0\n\nauto xenbr0\niface xenbr0 inet manual\n    bridge_ports bond0\n${quiet}`,
  `auto eth0.20\niface eth0.20 inet manual\n    vlan-raw-device eth0\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0.20\n${quiet}`,
  `auto vlan20\niface vlan20 inet manual\n    vlan-raw-device eth0\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports vlan20\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n    mtu 1400\n    hwaddress ether 02:00:00:00:00:01`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n    bridge_hw eth0`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n    bridge_vlan_aware yes\n    bridge_waitport 0`,
  `auto xenbr0\niface xenbr0 inet loopback\n    bridge_ports none\n${quiet}`,
  `auto dummy0\niface dummy0 inet manual\n    pre-up ip link add dummy0 type dummy\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports dummy0\n${quiet}`,
  `auto /eth*\niface eth1 inet manual\n\nauto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}\n\niface xenbr0 inet static\n    address 192.0.2.11/24\n    bridge_ports eth1`,
  `auto xenbr0\r\niface xenbr0 inet manual\r\n    bridge_ports eth0\r\n`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 eth7\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth7 eth0\n${quiet}`,
  `# auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`
]

const seconds = [
  `iface eth1 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0.100\n${quiet}`,
  `auto eth1.7\niface eth1.7 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1.7\n${quiet}`,
  `iface xenbr1 inet manual\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0.5 eth0:1 lo\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0.100 eth0.0100 eth0.5000\n${quiet}`,
  `auto xenbr0.5\niface xenbr0.5 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0.5\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1 eth0.8\n${quiet}`,
  `auto xenbr1 \niface xenbr1 inet manual\n\tbridge_ports\teth1\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports none\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports bond0\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet static\n    address 192.0.2.10/24\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet static\n    address 198.51.100.1\n    bridge_ports none\n${quiet}`,
  `allow-guests xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet6 static\n    address 2001:db8::1/64\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet6 auto\n    bridge_ports none\n${quiet}\n    pre-up false`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports tap0\n    pre-up ip tuntap add tap0 mode tap\n${quiet}`,
  `auto eth0.30\niface eth0.30 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0.30 eth1.30\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1\n${quiet}\n\nauto xenbr1.9\niface xenbr1.9 inet manual\n\nauto xenbr2\niface xenbr2 inet manual\n    bridge_ports xenbr1.9\n${quiet}`
]
