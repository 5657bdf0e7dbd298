import type { XlValue } from '@xenlint/syntax'
import type { Value } from '../value.js'

/** True of CPUs that are named by their NUMA nodes: which those are, the machine decides. */
export function namesNodes(value: Value | XlValue): boolean {
  return /\bnodes?:/.test(JSON.stringify(value))
}

/** True where they are those of another node than the first, which a machine may not have. */
export function namesFurtherNodes(value: Value | XlValue): boolean {
  return /\bnodes?:\d*[1-9]/.test(JSON.stringify(value))
}
