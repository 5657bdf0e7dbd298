import { askList, textsOf } from './accessors.js'
import { append } from './draft.js'
import { cut, pieceOf, skipBlanks, tokens } from './piece.js'
import { refuse, type Session, type Stop } from './session.js'

const fields: Readonly<Record<string, string | undefined>> = {
  security_model: 'security_model',
  path: 'path',
  tag: 'tag',
  backend: 'backend_domname'
}

/** Shared folders up to 4.17: what one string leaves out, it takes over from those before it. */
export function readSharedFolders(session: Session): Stop | undefined {
  const found = askList(session, 'p9')
  if (found.kind !== 'read') return undefined
  const known: { [field: string]: string } = {}
  for (const item of textsOf(found.value)) {
    const device = append(session.draft, 'p9s')
    const whole = pieceOf(item)
    for (const token of tokens(whole, ',')) {
      const pair = cut(skipBlanks(token), '=')
      if (!pair) break
      const field = fields[pair.before.text]
      if (field === undefined)
        return refuse(session, `Unknown string \`${pair.before.text}' in 9pfs spec`, 1, {
          piece: pair.before
        })
      known[field] = pair.behind.text
    }
    if (!('path' in known && 'security_model' in known && 'tag' in known))
      return refuse(session, '9pfs spec missing required field!', 1, { piece: whole })
    Object.assign(device, known)
  }
  return undefined
}
