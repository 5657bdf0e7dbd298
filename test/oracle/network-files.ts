import { type InterfaceMethod, interfaceMethods, interfaceOptions } from '@xenlint/catalogue'
import fc from 'fast-check'
import type { Folder } from './ifupdown.js'

const names = ['eth0', 'eth1', 'br0', 'eth0.5', 'eth0.0100', 'eth1:1', 'bond0.7:2', 'lo', 'eth2']
const name = fc.constantFrom(...names)

const numbers = ['0', '1', '2', '9000', 'on', 'no', 'TRUE', '-1']
const addresses = [
  '192.0.2.1',
  '10.1.2.3',
  '172.16.0.1/12',
  '192.0.2.1/31',
  '192.0.2.1/0',
  '192.0.2.1/255.255.255.128'
]
const odd = [
  '300.1.1.1/24',
  '192.0.2.1/40',
  '192.0.2.1/x',
  '/24',
  '192.0.2.1/24 # home',
  '192.0.2.1/8/9',
  '2001:db8::1/64',
  '2001:db8::1'
]
const macs = [
  '00:16:3e:00:00:01',
  'ether 00:16:3e:00:00:01',
  'ETHER  00:16:3e:00:00:01',
  '00:16:3e:00:00:01 # card'
]
const words: Readonly<Record<string, readonly string[]>> = {
  address: [...addresses, ...odd],
  netmask: ['255.255.255.0', '24', '255.255.0.0 # home', 'mask'],
  broadcast: ['+', '-', '192.0.2.255', '+ # all'],
  gateway: [...addresses, '2001:db8::fe'],
  local: ['192.0.2.1', '192.0.2.1 # here', '1.2.3', '999.1.1.1'],
  hwaddress: macs,
  mode: ['gre', 'ipip6', 'IPIP6', 'sit'],
  client: ['no', 'me']
}

const extra = fc.constantFrom(
  'up echo one',
  'post-up -echo two',
  'pre-up\techo   three',
  'down echo four',
  'description office',
  'description two\\\n  lines',
  'bridge_ports eth0',
  'note? one',
  'address?  192.0.2.9/24',
  'gateway 192.0.2.1',
  'mtu 1400',
  'mtu 1500'
)

function optionOf({ family, method }: InterfaceMethod): fc.Arbitrary<string> {
  const read = interfaceOptions().filter(({ methods }) => methods?.includes(`${family} ${method}`))
  if (read.length === 0) return extra
  return fc.constantFrom(...read).chain((row) => someValue(row.name).map((value) => `${row.name} ${value}`))
}

function someValue(option: string): fc.Arbitrary<string> {
  return fc.constantFrom(...(words[option] ?? numbers))
}

const stanza = fc
  .tuple(name, fc.constantFrom(...interfaceMethods()), fc.constantFrom('', '', '', ' inherits eth1'))
  .chain(([iface, row, inherits]) =>
    fc
      .tuple(
        fc.tuple(...row.required.map((option) => someValue(option).map((value) => `${option} ${value}`))),
        fc.constantFrom(true, true, true, true, false),
        fc.array(fc.oneof({ weight: 3, arbitrary: optionOf(row) }, { weight: 1, arbitrary: extra }), {
          maxLength: 5
        })
      )
      .map(([required, isComplete, more]) =>
        [
          `iface ${iface} ${row.family} ${row.method}${inherits}`,
          ...(isComplete ? required : []),
          ...more
        ].join('\n  ')
      )
  )

const target = fc.oneof(
  { weight: 6, arbitrary: name },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'eth2=eth1',
      'eth3.1=eth0',
      'eth9',
      '/eth*',
      '/l?=eth0',
      '/lo/2',
      '/l*/1=eth1',
      '/[kl]o'
    )
  }
)

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(target, { minLength: 1, maxLength: 3 }).map((targets) => `auto ${targets.join(' ')}`)
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'no-scripts eth*',
      'no-scripts auto',
      'source more',
      'source-directory sub',
      'rename eth8=eth9'
    )
  }
)

/** Hosts whose interfaces use every method and option, rightly or not. */
export const anyNetwork: fc.Arbitrary<Folder> = fc.record({
  interfaces: fc
    .array(fc.oneof({ weight: 3, arbitrary: stanza }, { weight: 2, arbitrary: line }), {
      minLength: 1,
      maxLength: 6
    })
    .map((parts) => `iface eth1 inet manual\n  note one\n${parts.join('\n')}\n`),
  more: stanza,
  'sub/one': stanza
})
