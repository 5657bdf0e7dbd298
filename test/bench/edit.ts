import type { Snapshot } from '@xenlint/service'
import { checkedHost } from '../support/checked-host.js'
import type { BootableHost } from '../support/recording.js'
import { medians, type Row, ratio } from './measure.js'
import { guest } from './texts.js'

const count = 1000

/** All findings of a host of many guests once one of them was edited, beside those of the host read afresh. */
export function editRows(): Row[] {
  const host = hostOfMany()
  const paths = Object.keys(host.files)
  const [path = ''] = paths.slice(4)
  let memory = 0
  const ask = (asked: Snapshot): Snapshot => {
    for (const each of paths) asked.problems(each)
    return asked
  }
  const fresh = (): Snapshot => ask(checkedHost(host))
  let snapshot = fresh()
  const edit = (): void => {
    const text = `${host.files[path]}memory = ${256 + (memory++ % 64)}\n`
    snapshot = ask(snapshot.change(new Map([[path, { text, format: 'xl-cfg' }]])))
  }
  return [ratio(`an edit among ${count} guests`, medians(3, edit, fresh), 'the host read afresh', 0.1)]
}

function hostOfMany(): BootableHost {
  const numbers = Array.from({ length: count }, (_, number) => number)
  const guests = numbers.map(
    (number) => [`etc/xen/auto/${String(number).padStart(5, '0')}.cfg`, guest(600, number)] as const
  )
  return {
    facts: { xen: '4.17', memoryMiB: 1 << 24, cpus: 16 },
    files: {
      'etc/default/grub': 'GRUB_CMDLINE_XEN="dom0_mem=4G,max:4G"\n',
      ...Object.fromEntries(guests)
    },
    links: {}
  }
}
