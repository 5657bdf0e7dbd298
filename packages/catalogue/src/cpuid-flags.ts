import rows from '../data/cpuid-flags.json' with { type: 'json' }
import { type Span, within, type XenVersion } from './release.js'

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

export const cpuidFlags: readonly CpuidFlag[] = rows as readonly CpuidFlag[]

export function cpuidFlag(name: string, version: XenVersion): CpuidFlag | undefined {
  return cpuidFlags.find((row) => row.name === name && within(row, version))
}
