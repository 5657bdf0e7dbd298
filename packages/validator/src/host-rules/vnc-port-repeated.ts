import { forecastOf } from '@xenlint/emulator'
import { type Claim, doScreensMeet, type Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, meeting, nameOf, severityOf } from './clash.js'

/** QEMU listens on a port that is fixed, or not at all. */
export const vncPortRepeated: HostRule = {
  id: 'vnc-port-repeated',
  summary: 'One fixed VNC port for the screens of two guests.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'vnc', overlap)) {
    const { key, claim, other } = clash
    yield {
      case: 'repeated',
      at: claim.origin,
      severity: severityOf(clash, isFatal(host, claim) ? 'error' : 'warning'),
      message: `Port ${key} is that of the screen of \`${nameOf(other)}\` too, ${meeting(clash)}: the second finds it taken; \`vncunused=1\` looks for a free one.`,
      related: [{ at: other.origin, message: `The same port for \`${nameOf(other)}\`.` }]
    }
  }
}

/** True where the boot on paper shows that the guest comes to its end over this port. */
function isFatal(host: Host, { guest, origin }: Claim): boolean {
  const outcome = forecastOf(host).guests.find((each) => each.guest === guest && each.state === 'failed')
  const at = outcome?.causes[0]?.origin
  return at !== undefined && at.file === origin.file && at.start === origin.start && at.end === origin.end
}

function overlap(one: Claim, other: Claim): boolean {
  return doScreensMeet(addressOf(one), addressOf(other))
}

function addressOf({ guest, index }: Claim): string {
  return guest.vncScreens[index]?.address ?? ''
}
