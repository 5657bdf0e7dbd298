/** What a kernel is good for, as its own headers say. What cannot be told is absent. */
export interface Kernel {
  /** Whether libxl boots it as a PV guest. */
  readonly pv?: boolean
  /** Whether libxl boots it as a guest of its own kind. */
  readonly pvh?: boolean
  /** The page of the guest's memory at which it is put, … */
  readonly firstPage?: number
  /** … and how many it takes there. */
  readonly pages?: number
}

/** Undoes gzip; nothing where the bytes are none of its. */
export type Unzip = (bytes: Uint8Array) => Uint8Array | undefined

/** Reads the headers of a file as libxl's loaders do; nothing where they leave open what it is. */
export function readKernel(file: Uint8Array, unzip: Unzip): Kernel | undefined {
  // Copies of hosts hold short texts in the place of kernels.
  if (file.length < shortest && file[0] !== 0x7f) return undefined
  const bare = isZipped(file) ? unzip(file) : file
  if (!bare) return undefined
  const view = new DataView(bare.buffer, bare.byteOffset, bare.byteLength)
  if (!isLinuxImage(view)) return readElf(view)
  const payload = payloadOf(bare, view)
  const inner = payload && isZipped(payload) ? unzip(payload) : undefined
  return inner && readElf(new DataView(inner.buffer, inner.byteOffset, inner.byteLength))
}

const shortest = 1024

function isZipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Linux puts a header of its own, and the kernel proper compressed, into what boots a bare machine. */
function isLinuxImage(view: DataView): boolean {
  return view.byteLength > 0x250 && view.getUint32(0x202, false) === 0x48647253
}

function payloadOf(bytes: Uint8Array, view: DataView): Uint8Array | undefined {
  // Earlier protocols do not say where it stands.
  if (view.getUint16(0x206, true) < 0x208) return undefined
  const start = ((bytes[0x1f1] ?? 0) + 1) * 512 + view.getUint32(0x248, true)
  const end = start + view.getUint32(0x24c, true)
  return end <= bytes.length ? bytes.subarray(start, end) : undefined
}

const nothing: Kernel = { pv: false, pvh: false }

function readElf(view: DataView): Kernel | undefined {
  if (view.byteLength < 64 || view.getUint32(0, false) !== 0x7f454c46)
    return isBareImage(view) ? undefined : nothing
  const isLittle = view.getUint8(5) === 1
  const isWide = view.getUint8(4) === 2
  const machine = view.getUint16(18, true)
  if (!isLittle || (machine !== x86 && machine !== x86Wide)) return undefined
  try {
    const elf: Elf = { view, isWide }
    const segments = segmentsOf(elf)
    const notes = segments
      .filter(({ type, offset }) => type === 4 && offset !== 0)
      .flatMap((each) => notesIn(elf, each))
    // Older kernels say it in sections, or in words of their own.
    if (notes.length === 0) return undefined
    return kernelOf(
      notes,
      segments.filter(({ type, flags }) => type === 1 && (flags & 7) !== 0),
      machine
    )
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A kernel without headers has a table near its beginning that says where it goes. */
function isBareImage(view: DataView): boolean {
  for (let at = 0; at + 4 <= Math.min(view.byteLength, 8192); at += 4)
    if (view.getUint32(at, true) === 0x336ec578) return true
  return false
}

const x86 = 3
const x86Wide = 62

interface Elf {
  readonly view: DataView
  readonly isWide: boolean
}

interface Segment {
  readonly type: number
  readonly flags: number
  readonly offset: number
  readonly physical: bigint
  readonly inFile: number
  readonly inMemory: bigint
}

function segmentsOf({ view, isWide }: Elf): Segment[] {
  const word = (at: number): bigint =>
    isWide ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true))
  const start = Number(word(isWide ? 32 : 28))
  const each = view.getUint16(isWide ? 54 : 42, true)
  const count = view.getUint16(isWide ? 56 : 44, true)
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * each
    return {
      type: view.getUint32(at, true),
      flags: view.getUint32(at + (isWide ? 4 : 24), true),
      offset: Number(word(at + (isWide ? 8 : 4))),
      physical: word(at + (isWide ? 24 : 12)),
      inFile: Number(word(at + (isWide ? 32 : 16))),
      inMemory: word(at + (isWide ? 40 : 20))
    }
  })
}

interface Note {
  readonly type: number
  readonly value: bigint
  readonly text: string
}

/** The notes that a kernel leaves for Xen. */
function notesIn({ view }: Elf, { offset, inFile }: Segment): Note[] {
  const notes: Note[] = []
  const rounded = (size: number): number => (size + 3) & ~3
  const textAt = (at: number, size: number): string =>
    Array.from({ length: size }, (_, index) => String.fromCharCode(view.getUint8(at + index))).join('')
  for (let at = offset; at + 12 <= offset + inFile; ) {
    const named = view.getUint32(at, true)
    const size = view.getUint32(at + 4, true)
    const body = at + 12 + rounded(named)
    if (named === 4 && textAt(at + 12, 4) === 'Xen\0') {
      const value =
        size === 8 ? view.getBigUint64(body, true) : size === 4 ? BigInt(view.getUint32(body, true)) : 0n
      notes.push({
        type: view.getUint32(at + 8, true),
        value,
        text: textAt(body, Math.min(size, 256)).split('\0')[0] ?? ''
      })
    }
    at = body + rounded(size)
  }
  return notes
}

/** Numbers of notes, as Xen's elfnote.h has them. */
const note = {
  base: 3,
  offset: 4,
  version: 5,
  system: 6,
  loader: 8,
  pages: 9,
  features: 10,
  symbols: 11,
  entry32: 18
}

function kernelOf(notes: readonly Note[], loaded: readonly Segment[], machine: number): Kernel | undefined {
  const last = (type: number): Note | undefined => notes.findLast((each) => each.type === type)
  const isOurs =
    (last(note.loader)?.text ?? '').startsWith('generic') ||
    (last(note.system)?.text ?? '').startsWith('linux')
  const isWelcome = isOurs && (last(note.version)?.text ?? '').startsWith('xen-3.0')
  const pvh = last(note.entry32) !== undefined
  // Kernels of 32 bits have a word more in whether they boot.
  const wanted = (last(note.features)?.text ?? '').split('|').filter((word) => word.startsWith('!'))
  const isPlain = machine === x86Wide && wanted.every((word) => features.includes(word.slice(1)))
  const kinds = { ...(isPlain || !isWelcome ? { pv: isWelcome } : {}), ...(pvh || isWelcome ? { pvh } : {}) }
  const offset = last(note.offset)?.value ?? 0n
  const isPlaced = offset === 0n && last(note.symbols) === undefined && loaded.length > 0
  if (!isPlaced) return kinds
  const start = loaded.map(({ physical }) => physical).reduce((one, other) => (one < other ? one : other))
  const end = loaded
    .map(({ physical, inMemory }) => physical + inMemory)
    .reduce((one, other) => (one > other ? one : other))
  if (start % page !== 0n) return kinds
  return { ...kinds, firstPage: Number(start / page), pages: Number((end - start + page - 1n) / page) }
}

/** What a kernel may demand, and libxl has. */
const features = [
  'auto_translated_physmap',
  'hvm_callback_vector',
  'pae_pgdir_above_4gb',
  'supervisor_mode_kernel',
  'writable_descriptor_tables',
  'writable_page_tables'
]

const page = 4096n
