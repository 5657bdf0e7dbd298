import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import {
  boot,
  create,
  darkness,
  destroy,
  type GuestEvent,
  type State,
  settle,
  startGuest
} from '@xenlint/emulator'
import { type Facts, type HostGuest, messagesOf } from '@xenlint/model'
import { hostOf } from './support/emulator-page.js'
import { top } from './support/page.js'

/** A machine of the recordings. */
interface Scene {
  readonly scene: string
  readonly xen: string
  readonly facts: Facts
  /** What GRUB told Xen. */
  readonly line: string
}

/** One `xl create` on it, as real Xen ended it. */
interface Step {
  readonly scene: string
  readonly step: string
  /** How xl was told the file, where that is not the name of the step. */
  readonly file?: string
  /** Absent where only the words were kept. */
  readonly status?: number
  readonly errors: readonly string[]
  readonly text?: string
  readonly xlConf?: string
  readonly bridges: readonly string[]
  readonly nics: readonly string[]
  /** Set where every guest was destroyed afterwards. */
  readonly clear?: true
}

/** What is no evidence, and what is said instead. */
const open: Readonly<Record<string, string>> = {
  // That dom0 had no interface that the script could make a route for.
  'd-vif route': 'unknown'
}

const rows = JSON.parse(readFileSync(join(top, 'fixtures/emulator/recorded.json'), 'utf8')) as (
  | Scene
  | Step
)[]
const scenes = rows.filter((row): row is Scene => 'line' in row)
const steps = rows.filter((row): row is Step => 'step' in row)

const onDisk = {
  files: [
    ...['/boot/tiny-pv', '/boot/vmlinuz', '/boot/vmlinux.gz', '/boot/guest-initrd.gz', '/etc/passwd', '/srv'],
    ...['/dev/loop6', '/dev/loop7', '/srv/a.img', '/srv/b.img'],
    ...['/etc/xen/scripts/vif-bridge', '/etc/xen/scripts/vif-route']
  ],
  absent: [
    // The dom0 of these steps was without it.
    '/usr/bin/which',
    ...['/dev/vg0/nosuch', '/vg0/nosuch', '/srv/nosuch.img'],
    ...['/usr/libexec/xen-qemu-system-i386', '/usr/share/seabios/bios-256k.bin']
  ]
}

/** What the headers of the kernels of those steps say. */
const kernels = [
  { path: '/boot/tiny-pv', pv: true, pvh: false, firstPage: 0xff, pages: 0x302 },
  { path: '/boot/vmlinuz', pv: true, pvh: true, firstPage: 0x1000, pages: 0x3a00 },
  { path: '/boot/vmlinux.gz', pv: true, pvh: true, firstPage: 0x1000, pages: 0x3a00 },
  { path: '/etc/passwd', pv: false, pvh: false }
]

for (const scene of scenes)
  test(`xl create on real Xen ${scene.xen} ends as the emulator says: ${scene.scene}`, () => {
    const wrong: string[] = []
    let state: State = darkness
    for (const step of steps.filter((each) => each.scene === scene.scene)) {
      const { host, guest, path } = hostFor(scene, step)
      if (state === darkness) state = settle(state, boot(host))
      const events = guest ? [...create(host, state, guest, path)] : startGuest(host, state, path, undefined)
      const said = outcomeOf(events, guest)
      const real = `${step.status ?? said.split(' ')[0]} ${step.errors.join('\n')}`.trim()
      const wanted = open[`${scene.scene} ${step.step}`] ?? real
      if (said !== wanted) wrong.push(`${step.step}\n--- real\n${wanted}\n--- emulator\n${said}`)
      // What real Xen refused before there was a domain took no id.
      const isOpen = `${scene.scene} ${step.step}` in open
      if (!isOpen || /Domain \d/.test(real) || step.status === 0) state = settle(state, events)
      if (step.clear) for (const id of state.domains.keys()) state = settle(state, destroy(state, id))
    }
    assert.deepEqual(wrong, [])
  })

function hostFor({ facts, line, xen }: Scene, { step, file, text = '', xlConf = '', bridges, nics }: Step) {
  const path = file ?? `/etc/xen/auto/${step}.cfg`
  const interfaces = bridges.map((name) => `auto ${name}\niface ${name} inet manual\n    bridge_ports none\n`)
  const host = hostOf(
    new Map([
      ['/etc/default/grub', `GRUB_CMDLINE_XEN="${line}"\n`],
      ['/etc/network/interfaces', interfaces.join('\n')],
      ['/etc/xen/xl.conf', `${xlConf}\n`],
      ...(text === '' ? [] : [[path, `${text}\n`] as const])
    ]),
    // Nobody made a pool of CPUs there.
    { ...facts, ...onDisk, pools: ['Pool-0'], kernels, nics, xen }
  )
  return { host, path, guest: host.guests.find((each) => each.path === path) }
}

function outcomeOf(events: readonly GuestEvent[], guest: HostGuest | undefined): string {
  const last = events.at(-1)
  if (last?.type === 'refused') return `${last.status} ${last.messages.map(masked).join('\n')}`
  if (last?.type !== 'started' || !last.isCertain || !guest) return 'unknown'
  const remarks = messagesOf(guest.plan()).filter((line) => !/^Parsing config from\b/.test(line))
  const warnings = events.flatMap((event) => (event.type === 'warned' ? event.messages.map(masked) : []))
  return `0 ${[...remarks, ...warnings].join('\n')}`.trim()
}

function masked(line: string): string {
  return line
    .replace(/^((?:libxl|xc|xl): (?:\w+ )?\w+: (?:panic: )?)\S+\.c:\d+:\s*/, '$1')
    .replace(/Device \S+ is mounted/, 'Device DEVICE is mounted')
}
