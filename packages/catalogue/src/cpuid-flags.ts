import { text as flagRows } from '#data/cpuid-flags'
import { type Span, within, type XenVersion } from './release.js'
import { rows } from './tables.js'

/** A processor feature that `cpuid = "host,…"` can name, and the bits that stand for it. */
export interface CpuidFlag extends Span {
  readonly name: string
  readonly leaf?: number
  readonly subleaf?: number
  readonly register?: string
  /** Instead of a leaf: a bit of a machine-specific register. */
  readonly machineRegister?: number
  /** The lowest bit. */
  readonly bit: number
  /** How many bits; 1 where absent. */
  readonly length?: number
}

export function cpuidFlags(): readonly CpuidFlag[] {
  return rows<CpuidFlag>(flagRows)
}

export function cpuidFlag(name: string, version: XenVersion): CpuidFlag | undefined {
  return cpuidFlags().find((row) => row.name === name && within(row, version))
}
