import { type CpuidFlag, cpuidFlag } from '@xenlint/catalogue'
import { askList, askText, textsOf } from './accessors.js'
import { type Base, readUnsigned } from './c-number.js'
import { type CpuidPolicy, put } from './draft.js'
import { baseOf } from './inquiry.js'
import { cut, type Piece, pieceOf, slice, tokens } from './piece.js'
import { type Session, say } from './session.js'

/** `cpuid`: `host` and flags, or a list of registers bit by bit; a fault is told, and costs one item. */
export function readCpuid(session: Session): undefined {
  const policy: CpuidPolicy = { kind: 'cpuid', leaves: [], machineRegisters: [] }
  put(session.draft, 'b_info.cpuid', policy)
  const listed = askList(session, 'cpuid', true)
  if (listed.kind === 'read') {
    for (const item of textsOf(listed.value)) {
      const fault = readRegisters(session, policy, pieceOf(item))
      if (fault) tell(session, 'line', pieceOf(item), lineFaults, fault)
    }
  } else if (listed.kind === 'unfit') readFlags(session, policy)
}

const lineFaults = [
  'illegal leaf number',
  'illegal subleaf number',
  'missing colon',
  'invalid register name (must be e[abcd]x)',
  'policy string must be exactly 32 characters long'
]

const flagFaults = [
  'missing "=" in key=value',
  'unknown CPUID flag name',
  'illegal CPUID value (must be: [0|1|x|k|s])'
]

function readFlags(session: Session, policy: CpuidPolicy): void {
  const found = askText(session, 'cpuid')
  if (found.kind !== 'read') return
  const whole = pieceOf(found.value)
  const [first, ...flags] = tokens(whole, ',')
  if (!first) return
  if (first.text !== 'host') {
    say(session, `while parsing CPUID string: "${whole.text}":`, { piece: first })
    say(session, '  error: first word must be "host"', { piece: first })
    return
  }
  for (const piece of flags) {
    const fault = readFlag(session, policy, piece)
    if (fault) tell(session, 'flag', piece, flagFaults, fault)
  }
}

function tell(session: Session, what: string, piece: Piece, faults: readonly string[], fault: number): void {
  say(session, `while parsing CPUID ${what}: "${piece.text}":`, { piece })
  say(session, `  error #${fault}: ${faults[fault - 1]}`, { piece })
}

type Fault = 0 | 1 | 2 | 3 | 4 | 5

function readFlag(session: Session, policy: CpuidPolicy, piece: Piece): Fault {
  const pair = cut(piece, '=')
  if (!pair) return 1
  session.takes?.({ key: pair.before.text, value: pair.behind })
  const flag = session.release.of((xen) => cpuidFlag(pair.before.text, xen))
  if (!flag) return 2
  return flag.machineRegister === undefined
    ? setBits(policy, flag, pair.behind.text, baseOf(session, pair.behind.text))
    : setMachineBit(policy, flag.machineRegister, flag.bit, pair.behind.text)
}

const registerBits = 32
const machineBits = 64
const untouched = 'x'

function setBits(policy: CpuidPolicy, flag: CpuidFlag, written: string, base: Base): Fault {
  const registers = registersOf(policy, BigInt(flag.leaf ?? 0), flag.subleaf)
  const length = flag.length ?? 1
  const { value, end } = readUnsigned(written, base)
  const letter = written.charAt(0)
  if (end === 0 && !['x', 'k', 's'].includes(letter)) return 3
  const bits = end > 0 ? binary(value, length) : letter.repeat(length)
  const name = flag.register ?? ''
  const before = registers.get(name) ?? untouched.repeat(registerBits)
  registers.set(name, splitField(flag, before, bits, value))
  return 0
}

/** Family and model are split over two fields of their register. */
function splitField(flag: CpuidFlag, before: string, bits: string, value: bigint): string {
  if (flag.name === 'model') return over(over(before, bits.slice(0, 4), 16), bits.slice(4), flag.bit)
  if (flag.name !== 'family') return over(before, bits, flag.bit)
  if (value < 16n) return over(over(before, bits.slice(4), flag.bit), '00000000', 20)
  // The highest bit stays as it was before what exceeds 15 is counted.
  const extended = bits.slice(0, 1) + binary(BigInt.asUintN(64, value - 15n), 7)
  return over(over(before, '1111', flag.bit), extended, 20)
}

/** Lays bits over a register, the last of them on the given bit. */
function over(register: string, bits: string, lowest: number): string {
  const start = register.length - bits.length - lowest
  return register.slice(0, start) + bits + register.slice(start + bits.length)
}

function binary(value: bigint, length: number): string {
  return BigInt.asUintN(length, value).toString(2).padStart(length, '0')
}

function setMachineBit(policy: CpuidPolicy, index: number, bit: number, written: string): Fault {
  let entry = policy.machineRegisters.find((each) => each.index === index)
  if (!entry) {
    entry = { index, policy: untouched.repeat(machineBits) }
    policy.machineRegisters.push(entry)
  }
  if (!['0', '1', 'x', 'k', 's'].includes(written)) return 3
  entry.policy = over(entry.policy, written === 's' ? 'k' : written, bit)
  return 0
}

/** `leaf[,subleaf]:eax=…,ebx=…`: 32 characters a register. */
function readRegisters(session: Session, policy: CpuidPolicy, piece: Piece): Fault {
  const { text } = piece
  const leaf = readUnsigned(text, baseOf(session, text))
  if (leaf.end === 0) return 1
  let at = leaf.end
  let subleaf: number | undefined
  if (text[at] === ',') {
    const read = readUnsigned(text, baseOf(session, text), at + 1)
    if (read.end === at + 1) return 2
    const number = Number(BigInt.asUintN(32, read.value))
    subleaf = number === 0xffffffff ? undefined : number
    at = read.end
  }
  if (text[at] !== ':') return 3
  const registers = registersOf(policy, BigInt.asUintN(32, leaf.value), subleaf)
  at++
  while (at < text.length) {
    if (text[at] !== 'e' || text[at + 2] !== 'x') return 4
    const equals = text.indexOf('=', at)
    const name = text.slice(at, at + 3)
    if (!/^e[abcd]x$/.test(name) || equals < 0) return 4
    const comma = text.indexOf(',', equals + 1)
    const end = comma < 0 ? text.length : comma
    if (end - equals - 1 !== registerBits) return 5
    session.takes?.({ key: name, value: slice(piece, equals + 1, end) })
    registers.set(name, text.slice(equals + 1, end))
    if (comma < 0) return 0
    at = comma + 1
    while (text[at] === ' ' || text[at] === '\n') at++
  }
  return 0
}

/** A leaf is made as soon as it is named, even if nothing of it can be read then. */
function registersOf(policy: CpuidPolicy, leaf: bigint, subleaf: number | undefined): Map<string, string> {
  const wanted = subleaf === undefined ? undefined : BigInt(subleaf)
  const known = policy.leaves.find((each) => each.leaf === leaf && each.subleaf === wanted)
  if (known) return known.registers
  const registers = new Map<string, string>()
  policy.leaves.push({ leaf, ...(wanted !== undefined && { subleaf: wanted }), registers })
  return registers
}
