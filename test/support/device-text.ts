import { diskParameters } from '@xenlint/catalogue'
import fc from 'fast-check'

const target = fc.constantFrom('/dev/vg/web', '/srv/web.img', '', 'nbd:host', '/a b', '/dev/x:y')
const virtualDevice = fc.constantFrom(
  'xvda',
  'hdc',
  'sda1',
  'hdc:cdrom',
  'xvda:disk',
  'xvda:x',
  'd0p1',
  '',
  ' xvdb'
)
const access = fc.constantFrom('w', 'r', 'ro', 'rw', 'w!', '', 'W')
const format = fc.constantFrom('raw', 'qcow2', 'vhd', 'qed', 'empty', '', 'vmdk', 'unknown')
const prefix = fc.constantFrom(
  'phy:',
  'file:',
  'tap:aio:',
  'raw:',
  'qcow2:',
  'iscsi:',
  'drbd:',
  'ioemu:',
  'foo:'
)

const named = fc.constantFrom(...diskParameters).chain(({ key, word }) => {
  if (word !== undefined) return fc.constant(word)
  const values =
    key === 'vdev'
      ? virtualDevice
      : key === 'format'
        ? format
        : key === 'access'
          ? access
          : fc.constantFrom('phy', 'qdisk', 'tap', 'standalone', 'virtio', 'xen', 'cdrom', 'x', '7', '')
  return (key === 'target' ? target : values).map((value) => `${key}=${value}`)
})

const oldStyle = fc
  .tuple(prefix, target, virtualDevice, access)
  .map(([start, ...rest]) => start + rest.join(','))
const newStyle = fc.tuple(target, format, virtualDevice, access).map((parts) => parts.join(','))
const keyStyle = fc
  .tuple(fc.array(named, { minLength: 1, maxLength: 4 }), target, fc.constantFrom('xvda', 'hdc'))
  .map(([parts, path, device]) => [...parts, `vdev=${device}`, `target=${path}`].join(','))
const mixed = fc
  .array(
    fc.oneof(
      named,
      target,
      virtualDevice,
      access,
      prefix,
      fc.constantFrom(' ', '=', 'a=', 'x=yz', 'Format=raw')
    ),
    { maxLength: 5 }
  )
  .chain((parts) => fc.constantFrom(',', ', ', ' ,').map((comma) => parts.join(comma)))

/** What stands inside `disk = [ "…" ]`. */
export const diskText: fc.Arbitrary<string> = fc.oneof(oldStyle, newStyle, keyStyle, mixed)

const address = fc.constantFrom(
  '01:00.0',
  '0000:01:00.0',
  '0000:01:1f.7',
  '1:2.3',
  '01:00.*',
  '10000:01:00.0',
  '01:20.0',
  '01:00.8',
  '00:1b.0x',
  'g:1.0',
  ''
)
const pciKey = fc
  .tuple(
    fc.constantFrom(
      'permissive',
      'msitranslate',
      'seize',
      'power_mgmt',
      'rdm_policy',
      'bdf',
      'vslot',
      'name',
      'x'
    ),
    fc.constantFrom('0', '1', 'yes', 'strict', 'relaxed', '02:00.0', 'a', '')
  )
  .map((pair) => pair.join('='))

/** What stands inside `pci = [ "…" ]`; without what leads xl into memory that nobody has set. */
export const pciText: fc.Arbitrary<string> = fc
  .tuple(
    address,
    fc.constantFrom('', '', '', '@4', '@1f', '@20', '@x', ' '),
    fc.array(pciKey, { maxLength: 2 })
  )
  .map(([start, slot, keys]) => [start + slot, ...keys].join(','))

/** What stands behind `rate=` of a vif. */
export const rateText: fc.Arbitrary<string> = fc.constantFrom(
  '10Mb/s',
  '1GB/s@20ms',
  '10Kb/s@50us',
  '10mb/s',
  '10',
  '0b/s',
  '010Mb/s',
  '1B/s@1',
  '5b/s@5000',
  '',
  '@1',
  '99999999999B/s',
  '1GB/s@2'
)
