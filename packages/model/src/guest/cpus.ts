import { askList, askNumber, askText } from './accessors.js'
import { between, bitsOf, readCpuSet } from './cpu-set.js'
import { type DraftValue, get, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { pieceOf } from './piece.js'
import { type About, crash, refuse, type Session, type Stop, say } from './session.js'

/** More of anything than this is counted, not listed: the answer then has no configuration. */
export const mostListed: number = 1 << 20

/** `vcpus`: the virtual CPUs that are on from the beginning. */
export function readVcpus(session: Session): Stop | undefined {
  const found = askNumber(session, 'vcpus')
  const least = quirkOf(session, 'vcpus-at-least-one') !== undefined
  if (found.kind !== 'read' && !least) return undefined
  const written = found.kind === 'read' ? found.value : 0n
  const count = least && written < 1n ? 1n : written
  session.noted.vcpus = count
  const wanted = Number(BigInt.asIntN(32, count))
  const about: About = found.kind === 'read' ? { setting: found.setting } : {}
  if (wanted < 0) {
    say(session, quirkOf(session, 'bitmap-fault') ?? '')
    return refuse(session, 'Unable to allocate cpumap', 1, about)
  }
  if (wanted > mostBits) return outOfMemory(session, wanted, about)
  const bits = bitsOf(wanted === 0 ? session.machine.cpus : wanted)
  if (bits > mostListed) session.noted.unlisted = true
  else put(session.draft, 'b_info.avail_vcpus', between(0n, count - 1n, bits))
  return undefined
}

/** libxl rounds the bits of a map up to bytes in a C integer. */
const mostBits = 2 ** 31 - 8

/** Beyond that the size of the map comes out negative, and no machine has so much memory. */
function outOfMemory(session: Session, bits: number, about: About): Stop {
  const bytes = BigInt.asUintN(64, BigInt(bits + 7 - 2 ** 32) / 8n)
  const words = `libxl: FATAL ERROR: memory allocation failure (libxl__calloc, 1 x ${bytes})`
  say(session, `libxl: critical: libxl__calloc: ${words}\n: Cannot allocate memory`, about)
  say(session, words, about)
  return { ...about, status: quirkOf(session, 'allocation-abort') ? 'signal SIGABRT' : 255 }
}

/** What was not given follows from what was: the most memory and vCPUs from those to begin with. */
export function settleLimits(session: Session): Stop | undefined {
  const { draft, noted } = session
  const memory = get(draft, 'b_info.target_memkb')
  if (get(draft, 'b_info.max_memkb') === undefined && memory !== undefined)
    put(draft, 'b_info.max_memkb', memory)
  if (mostVcpus(session) === 0n) put(draft, 'b_info.max_vcpus', noted.vcpus)
  if (mostVcpus(session) >= noted.vcpus) return undefined
  const setting = session.settings.get('maxvcpus')
  return refuse(session, 'xl: maxvcpus < vcpus', 1, setting ? { setting } : {})
}

/** Up to 4.12 xl reckons the memory for shadow pages: 1 MiB a vCPU, and 8 KiB for each MiB of the guest. */
export function reckonShadowMemory(session: Session): undefined {
  const memory = get(session.draft, 'b_info.max_memkb')
  const most = typeof memory === 'bigint' ? BigInt.asUintN(64, memory) : 2n ** 64n - 1n
  const pages = 256n * BigInt.asUintN(32, mostVcpus(session)) + 2n * (most / 1024n)
  put(session.draft, 'b_info.shadow_memkb', 4n * pages)
}

/** `b_info.max_vcpus` as the C integer that it is. */
export function mostVcpus(session: Session): bigint {
  const value = get(session.draft, 'b_info.max_vcpus')
  return typeof value === 'bigint' ? BigInt.asIntN(32, value) : 0n
}

export function readHardAffinity(session: Session): Stop | undefined {
  return readAffinity(session, 'cpus', 'b_info.vcpu_hard_affinity')
}

export function readSoftAffinity(session: Session): Stop | undefined {
  return readAffinity(session, 'cpus_soft', 'b_info.vcpu_soft_affinity')
}

/** A vCPU that may run nowhere ends the run, after all else was read. */
export function checkAffinity(session: Session): Stop | undefined {
  const maps = get(session.draft, 'b_info.vcpu_hard_affinity')
  if (!Array.isArray(maps) || maps.every((map) => (map as number[]).length > 0)) return undefined
  const setting = session.settings.get('cpus')
  return refuse(session, 'vcpu hard affinity map is empty', 1, setting ? { setting } : {})
}

/** A text holds for every vCPU; a list gives the first vCPUs one each. */
function readAffinity(session: Session, option: string, into: string): Stop | undefined {
  const listed = askList(session, option, true)
  // A run that goes on behind a refusal may have come to less than none.
  const count = Math.max(0, Number(mostVcpus(session)))
  if (listed.kind === 'read') {
    const maps: number[][] = []
    for (const item of listed.value.slice(0, count)) {
      if (item.kind === 'list') return crash({ setting: listed.setting })
      const chosen = readCpuSet(session, pieceOf(item))
      if (chosen === 'refused') return { status: 1 }
      maps.push(chosen)
    }
    put(session.draft, into, maps)
    put(session.draft, 'b_info.numa_placement', false)
    return undefined
  }
  const found = askText(session, option)
  if (found.kind !== 'read') return undefined
  const chosen = readCpuSet(session, pieceOf(found.value))
  if (chosen === 'refused') return { status: 1 }
  if (count > mostListed) session.noted.unlisted = true
  else put(session.draft, into, Array<DraftValue>(count).fill(chosen) as number[][])
  if (option === 'cpus_soft') put(session.draft, 'b_info.numa_placement', false)
  return undefined
}
