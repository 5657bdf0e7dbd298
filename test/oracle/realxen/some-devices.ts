import fc from 'fast-check'
import type { Offer } from './offer.js'

/** One list of network cards, or none that xl takes for a list. */
export function nics({ bridges }: Offer, number: number): fc.Arbitrary<string> {
  const mac = fc.constantFrom(`00:16:3e:00:00:0${number}`, `00:16:3e:00:00:0${number}`, '00:16:3e:00:00:99')
  const good = fc
    .tuple(fc.constantFrom(...bridges), mac)
    .map(([bridge, address]) => `mac=${address},bridge=${bridge}`)
  const odd = fc.constantFrom(
    '',
    `mac=00:16:3e:00:01:0${number}`,
    'bridge=xenbr0,vifname=web0',
    `bridge=xenbr0,vifname=guest${number}`,
    'bridge=xenbr0,vifname=name-of-much-too-many-letters',
    'bridge=xenbr9',
    'bridge=xenbrO',
    'bridge=eth0',
    'bridge=xenbr0,rate=10Mb/s',
    'bridge=xenbr0,script=vif-bridge',
    'bridge=xenbr0,model=e1000',
    'mac=00:16:3e:00:00:zz,bridge=xenbr0',
    'bridge=xenbr0,speed=fast',
    'bridge=xenbr0,script=vif-nosuch',
    'bridge=xenbr0,script=/etc/xen/scripts/vif-bridge',
    'bridge=xenbr0,type=ioemu',
    'bridge=xenbr0,type=vif',
    'bridge=xenbr0,ip=192.0.2.20',
    'bridge=xenbr0,vifname=eth0',
    'bridge=xenbr0,backend=Domain-0',
    'bridge=xenbr0,backend=0',
    'bridge=xenbr1',
    'bridge=xenbr0.5',
    'bridge=lo',
    'bridge=eth1',
    'bridge = xenbr0',
    'bridge=XENBR0',
    'bridge=xenbr0,mac=random',
    `bridge=xenbr0,mac=00163e00000${number}`,
    `bridge=xenbr0,mac=00-16-3e-00-00-0${number}`,
    `bridge=xenbr0,mac=00:16:3E:0:0:${number}`,
    'mac=ff:ff:ff:ff:ff:ff,bridge=xenbr0',
    'bridge=xenbr0,rate=fast',
    'bridge=xenbr0,rate=10',
    'bridge=xenbr0,rate=1GB/s@50ms',
    'bridge=xenbr0,vifname=xenbr0',
    'bridge=xenbr0,vifname=lo',
    'bridge=xenbr0,vifname=vif1.0',
    'bridge=xenbr0,vifname=fifteen-letters',
    'bridge=xenbr0,vifname=a b',
    'bridge=xenbr0,vifname=',
    'bridge=',
    'xenbr0',
    'bridge=xenbr0,devid=3',
    'bridge=xenbr0,mtu=9000',
    'bridge=xenbr0,mtu=1400',
    'bridge=xenbr0,vlan=7',
    'bridge=xenbr0,gatewaydev=eth0',
    'bridge=xenbr0,netdev=eth0',
    'bridge=xenbr0,type=emu',
    'bridge=xenbr0,script=/nosuch/vif-bridge',
    'bridge=xenbr0,script=',
    'bridge=xenbr0,ip=192.0.2.20 192.0.2.21',
    'bridge=xenbr0,trusted=0',
    'bridge=xenbr0,bridge=xenbr1',
    'bridge=xenbr0,,model=rtl8139',
    'bridge=xenbr0;mac=00:16:3e:00:00:01'
  )
  const nic = fc.oneof({ weight: 7, arbitrary: good }, { weight: 3, arbitrary: odd })
  return fc.oneof(
    { weight: 12, arbitrary: list('vif', nic) },
    { weight: 1, arbitrary: fc.constant('vif = "bridge=xenbr0"') }
  )
}

/** One list of disks. */
export function disks({ volumes }: Offer): fc.Arbitrary<string> {
  const path = fc.constantFrom(...volumes)
  const device = fc.constantFrom('xvda', 'xvda', 'xvda', 'xvdb', 'xvdc', 'sda1', 'hda')
  const mode = fc.constantFrom('w', 'w', 'w', 'r', 'rw', 'ro')
  const good = fc
    .tuple(path, device, mode)
    .chain(([target, vdev, access]) =>
      fc.constantFrom(
        `phy:${target},${vdev},${access}`,
        `phy:${target},${vdev},${access}`,
        `file:${target},${vdev},${access}`,
        `${target},raw,${vdev},${access}`,
        `format=raw, vdev=${vdev}, access=${access}, target=${target}`
      )
    )
  const odd = fc.constantFrom(
    'phy:/dev/vg0/gone,xvda,w',
    'file:/srv/gone.img,xvda,w',
    'phy:vg0/web,xvdb,w',
    `phy:${volumes[0]},xvda,x`,
    `phy:${volumes[0]},foo,w`,
    `${volumes[0]},raw`,
    `tap:aio:${volumes[0]},xvda,w`,
    `format=qcow2,vdev=xvda,access=rw,target=${volumes[3]}`,
    `${volumes[3]},raw,xvda1,rw`,
    `${volumes[0]},raw,xvda,rw,discard`,
    `phy:${volumes[0]},xvda,W`,
    `phy:${volumes[0]},xvda,r!`,
    `phy:${volumes[0]},xvda`,
    `phy:${volumes[0]}`,
    `${volumes[1]},xvda,w`,
    `${volumes[1]},,xvda,w`,
    `${volumes[1]},raw,xvda,w,backendtype=phy`,
    `${volumes[3]},raw,xvda,w,backendtype=phy`,
    `${volumes[3]},raw,xvda,w,backendtype=qdisk`,
    `${volumes[3]},raw,xvda,w,backendtype=file`,
    `${volumes[1]},raw,xvda,w,direct-io-safe`,
    `${volumes[1]},raw,xvda,w,no-discard`,
    `${volumes[1]},raw,xvda,w,removable=1`,
    `${volumes[1]},raw,xvda,w,script=block`,
    `phy:${volumes[1]},ioemu:hda,w`,
    `phy:${volumes[1]},xvda:disk,w`,
    `phy:${volumes[1]},hdc:cdrom,r`,
    `file:${volumes[3]},hdc:cdrom,r`,
    ',hdc:cdrom,r',
    `${volumes[3]},raw,hdc,r,cdrom`,
    'phy:/dev/vg0,xvda,w',
    'phy:/srv,xvda,w',
    `phy:/${volumes[1]},xvda,w`,
    'phy:/srv/link,xvda,w',
    '/srv/link.img,raw,xvda,w',
    'phy:/srv/broken,xvda,w',
    `phy:${volumes[1]},xvdz,w`,
    `phy:${volumes[1]},xvdaa,w`,
    `phy:${volumes[1]},sda,w`,
    `phy:${volumes[1]},sdb16,w`,
    `phy:${volumes[1]},hde,w`,
    `phy:${volumes[1]},/dev/xvda,w`,
    `phy:${volumes[1]},51712,w`,
    `phy:${volumes[1]},0x0800,w`,
    `phy:${volumes[1]},xvda1,w`,
    `phy:${volumes[1]},xvd,w`,
    `phy:${volumes[1]},xvda0,w`,
    `tap2:aio:${volumes[3]},xvda,w`,
    `tap:qcow2:${volumes[3]},xvda,w`,
    `aio:${volumes[3]},xvda,w`,
    `raw:${volumes[3]},xvda,w`,
    `iscsi:${volumes[3]},xvda,w`,
    `drbd:web,xvda,w`,
    `${volumes[3]},vhd,xvda,w`,
    `${volumes[3]},qed,xvda,w`,
    `${volumes[3]},vmdk,xvda,w`,
    `vdev=xvda,target=${volumes[1]}`,
    `vdev=xvda,access=ro,target=${volumes[1]}`,
    `target=${volumes[1]},vdev=xvda`,
    `vdev=xvda,vdev=xvdb,target=${volumes[1]}`,
    'vdev=xvda,access=rw',
    ''
  )
  return list('disk', fc.oneof({ weight: 7, arbitrary: good }, { weight: 2, arbitrary: odd }))
}

function list(option: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.array(item, { minLength: 1, maxLength: 1 }) },
      { weight: 2, arbitrary: fc.array(item, { minLength: 2, maxLength: 3 }) }
    )
    .map((items) => `${option} = [ ${items.map((text) => `'${text}'`).join(', ')} ]`)
}
