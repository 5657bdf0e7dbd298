import { parse } from '@xenlint/syntax'
import { likenessOfNames } from '../guest-names.js'
import { assignedNames, mayHoldPython, pythonIn } from './python.js'

/** A guest's file that only Python takes; what xl reads too is not for us, nor are programs of other people. */
export function likeness(text: string): number {
  if (!mayHoldPython(text)) return 0
  const tree = parse('xm-cfg', text)
  const [python] = pythonIn(tree)
  if (!python) return 0

  const sure = likenessOfNames('xm-cfg', new Set(assignedNames(tree)))
  // A file of /etc/xen is a guest whatever it sets.
  return sure > 0.5 ? 1 : 0.3
}
