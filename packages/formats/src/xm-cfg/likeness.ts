import { option } from '@xenlint/catalogue'
import { parse } from '@xenlint/syntax'
import { assignedNames, pythonIn } from './python.js'

/** A guest's file that only Python takes; what xl reads too is not for us, nor are programs of other people. */
export function likeness(text: string): number {
  const tree = parse('xm-cfg', text)
  const [python] = pythonIn(tree)
  if (!python) return 0

  const names = new Set(assignedNames(tree))
  const known = [...names].filter((name) => option('xm-cfg', name)).length
  if (known >= 2 && known * 2 >= names.size) return 1
  // Where the file lies, in /etc/xen, may still tell.
  return 0.3
}
