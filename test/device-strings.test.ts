import assert from 'node:assert/strict'
import test from 'node:test'
import { deviceKeys, deviceLanguages, diskParameters, within, type XenVersion } from '@xenlint/catalogue'
import { draftAt, planGuest } from '@xenlint/model'
import { type Branch, endOf, isBranch, leaves, type Node, parse, type StringGrammar } from '@xenlint/syntax'
import fc from 'fast-check'
import { diskText, pciText } from './support/device-text.js'
import {
  assignedText,
  cpuSet,
  deviceText,
  featuresText,
  groupText,
  quotaText,
  ranges,
  registersText,
  reservedText
} from './support/guest-text.js'

/** A part of a string: its key or its place, and where its value stands. */
interface Taken {
  readonly key: string
  readonly start: number
  readonly end: number
}

const newest = '4.22'
const runs = 4000
const fewest = 80

tie('xl-disk', 'disk', diskText, inTree)
tie('xl-vif', 'vif', deviceText('vif'), inTree)
tie('xl-pci', 'pci', pciText, inTree)
// Up to 4.14 another reader of xl's.
tie('xl-pci', 'pci', pciText, inTree, { xen: '4.14' })
// From 4.15 on a policy that is right makes xl drop the setting.
tie('xl-rdm', 'rdm', reservedText, inTree, { listed: false, xen: '4.14', into: 'b_info.u.hvm.rdm' })
tie('xl-cpus', 'cpus', cpuSet, inTree, { listed: false })
tie('xl-cpuid', 'cpuid', featuresText, inTree, { listed: false })
tie('xl-cpuid', 'cpuid', registersText, inTree)
for (const [option, text] of Object.entries(ranges)) {
  const grammar = option === 'ioports' || option === 'iomem' ? 'xl-hex-range' : 'xl-range'
  tie(grammar, option, text, numbersOf, { into: `b_info.${option}` })
}
tie('xl-item', 'smbios', assignedText('smbios_type'), inTree, { into: 'b_info.u.hvm.smbios' })
tie('xl-item', 'xenstore_quota', quotaText, inTree, { into: 'b_info.xenstore_quota.quota' })
tie('xl-item', 'viridian', groupText, signed, { into: 'b_info.u.hvm.viridian_enable' })
for (const { name, style } of deviceLanguages.values())
  if (name !== 'vif' && style !== 'whole')
    tie('key-value', name, deviceText(name), (tree) => known(name, tree))

/** What xl takes from a string that it has nothing to say about is what the tree says, at the same places. */
function tie(
  grammar: StringGrammar,
  option: string,
  text: fc.Arbitrary<string>,
  partsOf: (tree: Branch) => Taken[],
  { listed = true, xen = newest, into = 'b_info' } = {}
): void {
  test(`people and xl see the same parts: ${option} in ${grammar}${listed ? '' : ', alone'}, Xen ${xen}`, () => {
    let accepted = 0
    fc.assert(
      fc.property(text, (written) => {
        if (isUnfinished(option, written)) return
        const taken = takenByXl(option, written, { listed, xen, into })
        if (!taken) return
        accepted++
        const tree = parse(grammar, written)
        assert.deepEqual(partsOf(tree), taken)
        assert.ok(
          [...leaves(tree)].every(({ type }) => type !== 'junk'),
          `junk in ${written}`
        )
      }),
      { numRuns: runs }
    )
    assert.ok(accepted >= fewest, `only ${accepted} texts were taken`)
  })
}

/** xl never looks at a lone `=` at the very end of a disk; to people it is a pair whose value is to come. */
function isUnfinished(option: string, written: string): boolean {
  const key = /([a-z][-a-z0-9]*)=$/.exec(written)?.[1]
  return option === 'disk' && key !== undefined && !diskParameters.some((each) => each.key === key)
}

/** The parts that xl reads; none where it refuses the string, or has something to say. */
function takenByXl(
  option: string,
  written: string,
  { listed, xen, into }: { listed: boolean; xen: XenVersion; into: string }
): Taken[] | undefined {
  const quoted = `"${written.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
  const text = `name = "web"\ntype = "hvm"\nmaxvcpus = 2\n${option} = ${listed ? `[ ${quoted} ]` : quoted}\n`
  const machine = { cpus: 8, uuid: () => '', generationId: () => [] }
  const taken: Taken[] = []
  const { status, remarks, draft } = planGuest({ file: 'web.cfg', text }, xen, machine, ({ key, value }) =>
    taken.push({ key, start: value.start, end: value.start + value.text.length })
  )
  const said = remarks.filter((remark) => !remark.text.startsWith('Parsing config from '))
  return status === 0 && said.length === 0 && draftAt(draft, into) !== undefined ? taken : undefined
}

/** The parts that a tree shows. */
function inTree(tree: Branch): Taken[] {
  return tree.children
    .filter(isBranch)
    .filter((part) => !isOpen(part, tree.end))
    .flatMap(partOf)
}

function partOf(part: Branch): Taken[] {
  const [first, last] = [part.children[0], part.children.at(-1)] as [Node, Node]
  const { type, start, end } = part
  switch (type) {
    case 'pair':
      return [{ key: textOf(first), start: last.start, end: endOf(last) }]
    case 'flag':
    case 'word':
      return [{ key: '', start, end }]
    case 'prefix':
      return [{ key: type, start, end: endOf(first) }]
    case 'slot':
      return [{ key: type, start: last.start, end }]
    case 'item': {
      const signs = part.children.filter((each) => each.type === 'operator' || /^nodes?:$/.test(textOf(each)))
      const value = part.children[signs.length]
      return value ? [{ key: signs.map(textOf).join(''), start: value.start, end }] : []
    }
    case 'host':
    case 'leaf':
      return []
    default:
      return [{ key: type, start, end }]
  }
}

/** The numbers of a range, each with what stands before it and with the blanks that xl passes over. */
function numbersOf(tree: Branch): Taken[] {
  const found: Taken[] = []
  let [key, from] = ['', tree.start]
  for (const leaf of leaves(tree)) {
    const end = endOf(leaf)
    if (leaf.type === 'separator') [key, from] = [leaf.value, end]
    if (leaf.type === 'number') found.push({ key, start: from, end })
  }
  return found
}

/** A word, and the sign before it. */
function signed(tree: Branch): Taken[] {
  return tree.children.filter(isBranch).map((part) => {
    const sign = part.children.find(({ type }) => type === 'operator')
    return { key: sign ? textOf(sign) : '', start: sign ? endOf(sign) : part.start, end: part.end }
  })
}

/** The pairs that xl looks at: up to the first word where it stops there, without keys that it passes over. */
function known(device: string, tree: Branch): Taken[] {
  const { style } = deviceLanguages.get(device) ?? {}
  const keys = (deviceKeys().get(device) ?? []).filter((each) => within(each, newest)).map(({ key }) => key)
  const stop = style === 'assignments' ? /(?:^|,)[^,=]+(?=,|$)/.exec(textOf(tree))?.index : undefined
  return tree.children
    .filter(isBranch)
    .filter(({ start }) => stop === undefined || start < stop)
    .flatMap((part) => {
      const [taken] = partOf(part)
      const value = part.children.at(-1)
      return taken && keys.includes(taken.key) ? [style === 'pairs' ? trimmed(taken, value) : taken] : []
    })
}

function trimmed(taken: Taken, value: Node | undefined): Taken {
  const solid = value && isBranch(value) ? value.children.filter(({ type }) => type !== 'space') : []
  const [first, last] = [solid[0], solid.at(-1)]
  return first && last ? { ...taken, start: first.start, end: endOf(last) } : { ...taken, start: taken.end }
}

/** A place behind the last comma waits for its text; xl sees none there. */
function isOpen({ type, start, children }: Branch, end: number): boolean {
  return type !== 'pair' && start === end && children[0]?.type === 'missing'
}

function textOf(node: Node): string {
  return [...leaves(node)].map(({ value }) => value).join('')
}
