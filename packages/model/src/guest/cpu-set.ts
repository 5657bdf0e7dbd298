import { readUnsigned } from './c-number.js'
import { type Piece, slice, tokens } from './piece.js'
import { type Session, say } from './session.js'

/** The CPUs that a text such as `0-3,^1` selects, or a reason why xl refuses it. */
export function readCpuSet(session: Session, text: Piece): number[] | 'refused' {
  const chosen = new Set<number>()
  for (const item of tokens(text, ',')) {
    if (!applyItem(session, item, chosen)) return 'refused'
  }
  return [...chosen].sort((one, other) => one - other)
}

const largest = 2n ** 64n - 1n

/** A number or a range in base 10; `fault` where xl calls it wrong, though callers may go on with what was read. */
export function readRange(text: string): { first: bigint; last: bigint; fault: boolean } {
  const { value: first, end } = readUnsigned(text, 10)
  if (end === 0 || first === largest) return { first, last: first, fault: true }
  if (text[end] !== '-') return { first, last: first, fault: end < text.length }
  const second = readUnsigned(text, 10, end + 1)
  const fault =
    second.end === end + 1 || second.value === largest || second.value < first || second.end < text.length
  return { first, last: second.value, fault }
}

/** How many bits a map of so many things has: whole bytes. */
export function bitsOf(count: number): number {
  return Math.ceil(count / 8) * 8
}

function applyItem(session: Session, item: Piece, chosen: Set<number>): boolean {
  const removes = item.text.startsWith('^')
  const bare = removes ? slice(item, 1) : item
  const prefix = ['node:', 'nodes:'].find((word) => bare.text.startsWith(word))
  const range = prefix ? slice(bare, prefix.length) : bare
  session.takes?.({ key: `${removes ? '^' : ''}${prefix ?? ''}`, value: range })
  const bits = bitsOf(session.machine.cpus)
  if (range.text === 'all') {
    if (removes) say(session, `Can't combine "^" and "all".`, { piece: item })
    else for (let cpu = 0; cpu < bits; cpu++) chosen.add(cpu)
    return !removes
  }
  const { first, last, fault } = readRange(range.text)
  if (fault) {
    say(session, `Invalid pcpu range: ${range.text}.`, { piece: range })
    return false
  }
  for (const cpu of prefix ? cpusOfNodes(session, first) : between(first, last, bits)) {
    if (removes) chosen.delete(cpu)
    else chosen.add(cpu)
  }
  return true
}

/** The numbers of a range that a map of so many bits can hold. */
export function between(first: bigint, last: bigint, bits: number): number[] {
  const end = last < BigInt(bits) ? Number(last) + 1 : bits
  const start = first < BigInt(bits) ? Number(first) : bits
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)
}

// The machine has one node, 0, with all CPUs.
function cpusOfNodes(session: Session, first: bigint): number[] {
  return first === 0n ? between(0n, BigInt(session.machine.cpus - 1), session.machine.cpus) : []
}
