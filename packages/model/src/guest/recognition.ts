import { type XenVersion, xlSyntax } from '@xenlint/catalogue'
import { plainRecognition, type Recognition, type Root, recogniseXl } from '@xenlint/syntax'
import type { GuestText } from './guest-text.js'

type Written = Pick<GuestText, 'text' | 'tree' | 'encoding'>

/** What the parser of one release makes of a file; worked out once for all releases that read alike. */
export function recognitionOf({ tree, text, encoding }: Written, xen: XenVersion): Recognition {
  const known = recognitions.get(tree) ?? new Map<string, Recognition>()
  recognitions.set(tree, known)
  const [first] = known.values()
  if (first?.undisputed) return first
  const plain = known.size === 0 ? plainRecognition(tree, text) : undefined
  if (plain) {
    known.set('', plain)
    return plain
  }
  const dialect = xlSyntax(xen)
  const { openLastLine, dottedNames, nestedLists, addition, unknownEscapes, pythonPage } = dialect
  const key = [openLastLine, dottedNames, nestedLists, addition, unknownEscapes, pythonPage !== ''].join()
  const recognition = known.get(key) ?? recogniseXl(text, dialect, encoding)
  known.set(key, recognition)
  return recognition
}

const recognitions = new WeakMap<Root, Map<string, Recognition>>()
