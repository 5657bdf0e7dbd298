import type { XlSetting } from '@xenlint/syntax'
import { askList } from './accessors.js'
import { readUnsigned } from './c-number.js'
import { bitsOf, readRange } from './cpu-set.js'
import { mostListed, mostVcpus } from './cpus.js'
import { type Draft, get, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { splitPair } from './pair.js'
import { type Piece, pieceOf, tokens, trim } from './piece.js'
import { crash, refuse, type Session, type Stop, say } from './session.js'

interface Nodes {
  readonly setting: XlSetting
  readonly nodes: { readonly draft: Draft; readonly vcpus: Set<number> }[]
  vcpus: bigint
  memory: bigint
}

const kibibytes = 10n
const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value)

/** `vnuma`: a list for each virtual node, of texts such as `size=512`. */
export function readVirtualNodes(session: Session): Stop | undefined {
  const found = askList(session, 'vnuma', true)
  if (found.kind !== 'read' || found.value.length === 0) return undefined
  if (mostVcpus(session) < 0n) {
    say(session, quirkOf(session, 'bitmap-fault') ?? '', found)
    return refuse(session, 'libxl_node_bitmap_alloc failed.', 1, found)
  }
  const nodes = found.value.map(() => ({
    draft: { distances: Array<bigint>(found.value.length).fill(0n) } as Draft,
    vcpus: new Set<number>()
  }))
  const all: Nodes = { setting: found.setting, nodes, vcpus: 0n, memory: 0n }
  for (const [index, item] of found.value.entries()) {
    if (item.kind !== 'list') {
      say(session, `${session.file}:${item.line}:0: warning: value is not a list`)
      return refuse(session, 'xl: cannot get vnode config option list', 1, found)
    }
    for (const part of item.items) {
      const stop = part.kind === 'text' ? readPart(session, all, index, pieceOf(part)) : undefined
      if (stop) return stop
    }
  }
  return settle(session, all)
}

function readPart(session: Session, all: Nodes, index: number, piece: Piece): Stop | undefined {
  const pair = splitPair(session, piece, '=')
  if (!pair) return refuse(session, `xl: failed to split "${piece.text}" into pair`, 1, { piece })
  const value = trim(pair.value)
  const read = parts[trim(pair.key).text]
  return read?.(session, all, index, value)
}

type ReadPart = (session: Session, all: Nodes, index: number, value: Piece) => Stop | undefined

const parts: Readonly<Record<string, ReadPart | undefined>> = {
  pnode: (session, all, index, value) => {
    const node = readDecimal(session, value)
    if (typeof node !== 'bigint') return node
    if (node >= 1n) return refuse(session, `xl: invalid pnode number: ${node}`, 1, { piece: value })
    put(nodeOf(all, index).draft, 'pnode', node)
    put(session.draft, 'b_info.numa_placement', false)
    return undefined
  },
  size: (session, all, index, value) => {
    const size = readDecimal(session, value)
    if (typeof size !== 'bigint') return size
    put(nodeOf(all, index).draft, 'memkb', size << kibibytes)
    all.memory = unsigned(all.memory + unsigned(size << kibibytes))
    return undefined
  },
  vcpus: (session, all, index, value) => {
    const ranges = tokens(value, ',')
    if (ranges.length === 0) return crash({ piece: value })
    const most = mostVcpus(session)
    const bits = bitsOf(most === 0n ? session.machine.cpus : Math.min(Number(most), mostListed))
    for (const { text } of ranges) {
      const { first, last } = readRange(text)
      if (last < first) continue
      all.vcpus += last - first + 1n
      for (let cpu = first; cpu <= last && cpu < BigInt(bits); cpu++)
        nodeOf(all, index).vcpus.add(Number(cpu))
    }
    return undefined
  },
  vdistances: (session, all, index, value) => {
    const written = tokens(value, ',')
    if (written.length === 0) return crash({ piece: value })
    const distances: bigint[] = []
    for (const piece of written) {
      const distance = readDecimal(session, piece)
      if (typeof distance !== 'bigint') return distance
      distances.push(distance)
    }
    const { draft } = nodeOf(all, index)
    const before = draft['distances'] as bigint[]
    put(
      draft,
      'distances',
      before.map((each, at) => distances[at] ?? each)
    )
    return undefined
  }
}

/** The nodes' vCPUs and memory stand for `maxvcpus` and `maxmem`, and may not contradict them. */
function settle(session: Session, { setting, nodes, vcpus, memory }: Nodes): Stop | undefined {
  const most = mostVcpus(session)
  if (most !== 0n && unsigned(most) !== vcpus)
    return refuse(session, 'xl: vnuma vcpus and maxvcpus= mismatch', 1, { setting })
  if (most === 0n && BigInt(session.machine.cpus) < vcpus) {
    const help = 'xl: vnuma specifies more vcpus than pcpus, use maxvcpus= to override this check.'
    return refuse(session, help, 1, { setting })
  }
  if (most === 0n) put(session.draft, 'b_info.max_vcpus', vcpus)
  const limit = get(session.draft, 'b_info.max_memkb')
  if (typeof limit === 'bigint' && unsigned(limit) !== memory)
    return refuse(session, 'xl: maxmem and vnuma memory size mismatch', 1, { setting })
  put(session.draft, 'b_info.max_memkb', memory)
  put(
    session.draft,
    'b_info.vnuma_nodes',
    nodes.map((node) => ({ ...node.draft, vcpus: [...node.vcpus].sort((one, other) => one - other) }))
  )
  return undefined
}

function nodeOf(all: Nodes, index: number): Nodes['nodes'][number] {
  return all.nodes[index] ?? { draft: {}, vcpus: new Set() }
}

/** A number in base 10 that may have anything behind it. */
export function readDecimal(session: Session, piece: Piece): bigint | Stop {
  const { value, end } = readUnsigned(piece.text, 10)
  if (end > 0 && value !== 2n ** 64n - 1n) return value
  return refuse(session, `xl: failed to convert "${piece.text}" to number`, 1, { piece })
}
