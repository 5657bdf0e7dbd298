import assert from 'node:assert/strict'
import { posix } from 'node:path'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import type { HostTree } from '@xenlint/model'
import { type Circumstances, changed, type Found, hosts, type OpenText, page } from '@xenlint/server'
import { defaultTarget, folds, inlays, lenses, references, tokens } from '@xenlint/service'
import fc from 'fast-check'
import type { Range } from 'vscode-languageserver'
import type { Entry } from './support/host-tree.js'

const target = { releases: releases.filter(({ debian }) => debian === '12'), because: 'as the test says' }
const folder = '/fleet/one'
const paths = [
  'etc/xen/a.cfg',
  'etc/xen/b.cfg',
  'etc/xen/auto/1',
  'etc/xen/auto/2',
  'etc/network/interfaces',
  'etc/network/interfaces.d/more',
  'etc/xen/xl.conf',
  'etc/default/grub',
  'etc/default/xendomains'
].map((path) => `${folder}/${path}`)
const lone = '/elsewhere/guest.txt'

const pieces = [
  'name = "a"\n',
  'name = "b"\n',
  'kernel = "/k"\n',
  'memory = 512\n',
  'vcpu = 2\n',
  "disk = [ '/dev/vg/a,raw,xvda,w' ]\n",
  "vif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0' ]\n",
  'vif = [ "bridge=xenbr1" ]\n',
  'auto xenbr0\niface xenbr0 inet manual\n  bridge_ports eth0\n',
  'iface eth0 inet manual\n',
  'source interfaces.d/*\n',
  'vif.default.bridge="xenbr1"\n',
  'GRUB_CMDLINE_XEN="dom0_mem=512M"\n',
  'XENDOMAINS_AUTO=/etc/xen/auto\n',
  '# xenlint-allow option-unknown: so be it\n',
  "'",
  '[',
  '\r\n',
  'é😀',
  '\\'
]
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(''))
const position = fc.record({ line: fc.nat(8), character: fc.nat(30) })
const range = fc.record({ start: position, end: position })
const path = fc.constantFrom(...paths, ...paths.slice(0, 4), lone)
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ link: '../a.cfg' }, { link: '/etc/xen/b.cfg' }, { link: 'gone' })
  }
)

/** What a user, or another program, does. */
type Step =
  | { readonly do: 'open'; readonly path: string; readonly text: string }
  | { readonly do: 'edit'; readonly path: string; readonly edits: readonly { range: Range; text: string }[] }
  | { readonly do: 'close'; readonly path: string }
  | { readonly do: 'write'; readonly path: string; readonly entry: Entry | undefined }
  | { readonly do: 'look'; readonly path: string; readonly at: number }
  | { readonly do: 'answer' }
  | { readonly do: 'again' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('open' as const), path, text }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      path,
      edits: fc.array(fc.record({ range, text }), { minLength: 1, maxLength: 3 })
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), path }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      path: fc.constantFrom(...paths),
      entry: fc.option(entry, { nil: undefined, freq: 4 })
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), path, at: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'answer' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'again' as const }) }
)

/** A machine whose disk changes, and a server on it that is answered when the test wants. */
function machine(entries: Map<string, Entry>) {
  const pending: (() => void)[] = []
  const disk = {
    read: (at: string) => {
      const found = entries.get(at)
      return typeof found === 'string' ? found : undefined
    },
    isLink: (at: string) => typeof entries.get(at) === 'object',
    names: (at: string) => [
      ...new Set(
        [...entries.keys()].flatMap((each) =>
          each.startsWith(`${at}/`) ? [each.slice(at.length + 1).split('/', 1)[0] ?? ''] : []
        )
      )
    ]
  }
  const workspace = hosts(disk, (_, host, ready) => {
    pending.push(() => ready(found(host, entries, disk.names)))
  })
  const settle = (): void => {
    for (let next = pending.shift(); next; next = pending.shift()) next()
  }
  return { workspace, settle }
}

function found(
  host: string | undefined,
  entries: ReadonlyMap<string, Entry>,
  names: (at: string) => readonly string[]
): Found {
  const circumstances: Circumstances = {
    target: host === undefined ? defaultTarget : target,
    kind: () => undefined,
    ignores: () => false,
    faults: [],
    ...(host !== undefined && {
      host: {
        tree: liveTree(host, entries, names),
        facts: { nics: ['eth0'] },
        pathOf: (file) => (file.startsWith(`${host}/`) ? file.slice(host.length) : undefined),
        shown: (at) => host + at
      }
    })
  }
  return { circumstances, settings: { severities: new Map(), hints: true } }
}

/** As the disk is now; where links lead is remembered, as the terminal does. */
function liveTree(
  host: string,
  entries: ReadonlyMap<string, Entry>,
  names: (at: string) => readonly string[]
): HostTree {
  const known = new Map<string, string>()
  const follow = (at: string, depth = 0): string => {
    const entry = entries.get(host + at)
    if (typeof entry !== 'object' || depth > 5) return at
    return follow(posix.resolve(posix.dirname(at), entry.link), depth + 1)
  }
  const real = (at: string): string => {
    const before = known.get(at)
    if (before !== undefined) return before
    const made = follow(posix.normalize(at))
    known.set(at, made)
    return made
  }
  const text = (at: string): string | undefined => {
    const entry = entries.get(host + real(at))
    return typeof entry === 'string' ? entry : undefined
  }
  return {
    whole: false,
    real,
    kind: (at) =>
      text(at) !== undefined ? 'file' : names(host + real(at)).length > 0 ? 'folder' : undefined,
    read: text,
    list: (at) => (names(host + real(at)).length > 0 ? names(host + real(at)) : undefined)
  }
}

type Machine = ReturnType<typeof machine>

function told({ workspace }: Machine): unknown {
  return [...paths, lone].map((each) => {
    const snapshot = workspace.of(each)
    const file = workspace.fileOf(each)
    if (!snapshot) return [each, 'not held']
    assert.deepEqual(snapshot.faults(file), [])
    return [each, file, snapshot.input.files.get(file), snapshot.problems(file), inlays(snapshot, file)]
  })
}

function take(
  step: Step,
  entries: Map<string, Entry>,
  open: Map<string, OpenText>,
  { workspace, settle }: Machine
): void {
  switch (step.do) {
    case 'open': {
      const opened = { path: step.path, text: step.text, language: 'xenlint-xl-cfg' }
      open.delete(step.path)
      open.set(step.path, opened)
      workspace.put(opened)
      return
    }
    case 'edit': {
      const before = open.get(step.path)
      if (!before) return
      const now = changed(page(before.text, 'utf-16'), step.edits).text
      open.delete(step.path)
      open.set(step.path, { ...before, text: now })
      workspace.put({ ...before, text: now })
      return
    }
    case 'close':
      if (open.delete(step.path)) workspace.close(step.path)
      return
    case 'write': {
      if (step.entry === undefined) entries.delete(step.path)
      else entries.set(step.path, step.entry)
      workspace.refresh(step.path)
      return
    }
    case 'look': {
      const snapshot = workspace.of(step.path)
      const file = workspace.fileOf(step.path)
      if (!snapshot) return
      snapshot.problems(file)
      for (const ask of [tokens, folds, lenses]) ask(snapshot, file)
      references(snapshot, file, step.at)
      return
    }
    case 'answer':
      settle()
      return
    case 'again':
      workspace.again()
  }
}

/** A few in every run; `XENLINT_SEQUENCES=20000` for the whole number. */
const numRuns = Number(process.env['XENLINT_SEQUENCES'] ?? 150)

test('after any sequence of edits, on disk or in an editor, the server stands as one that was started just now', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...paths), entry), { maxLength: 6 }),
      fc.array(step, { minLength: 1, maxLength: 25 }),
      (files, steps) => {
        const entries = new Map<string, Entry>(files)
        const open = new Map<string, OpenText>()
        const old = machine(entries)
        for (const each of steps) take(each, entries, open, old)
        old.settle()
        const fresh = machine(entries)
        for (const each of open.values()) fresh.workspace.put(each)
        fresh.settle()
        assert.deepEqual(told(old), told(fresh))
      }
    ),
    { numRuns }
  )
})
