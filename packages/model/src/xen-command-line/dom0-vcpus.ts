import { type XenVersion, xenHabit } from '@xenlint/catalogue'
import { readXenNumber } from './number.js'

/** The bounds of `dom0_max_vcpus`, both inside; a plain number is both. */
export interface Dom0Vcpus {
  readonly min: number
  /** Absent: as many as there are CPUs. */
  readonly max?: number
  /** Where Xen stops reading, if that is not the end: it says so, and the bounds count all the same. */
  readonly left?: number
}

export function readDom0Vcpus(value: string, xen: XenVersion): Dom0Vcpus {
  if (xenHabit('dom0-vcpus', xen) === 'number') {
    const { count, end } = readCount(value, 0)
    return count === 0 ? { min: 1, ...leftAt(value, end) } : { min: count, max: count, ...leftAt(value, end) }
  }
  if (value.startsWith('-')) {
    const { count, end } = readCount(value, 1)
    return { min: 1, max: count, ...leftAt(value, end) }
  }
  const { count, end } = readCount(value, 0)
  const min = Math.max(count, 1)
  if (end === value.length) return { min, max: min }
  const isRange = value[end] === '-' && end + 1 < value.length
  const upper = isRange ? readCount(value, end + 1) : undefined
  return { min, ...(upper && { max: upper.count }), ...leftAt(value, upper?.end ?? end + 1) }
}

function readCount(value: string, start: number): { count: number; end: number } {
  const { value: number, end } = readXenNumber(value, start)
  return { count: Number(BigInt.asUintN(32, number)), end }
}

function leftAt(value: string, end: number): { left?: number } {
  return end < value.length ? { left: end } : {}
}

/** The vCPUs that dom0 gets on a machine of so many CPUs. */
export function dom0VcpuCount({ min, max }: Dom0Vcpus, cpus: number): number {
  return Math.min(Math.max(cpus, min), max ?? Number.POSITIVE_INFINITY)
}
