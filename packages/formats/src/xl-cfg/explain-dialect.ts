import { type XenVersion, xlSyntax } from '@xenlint/catalogue'
import { leafAt, pathTo, type Refusal } from '@xenlint/syntax'
import type { Subject } from '@xenlint/validator'
import type { Explanation } from './explanation.js'

/** What is wrong where only this release, or the settings before, make it so; nothing where the spelling itself is at fault. */
export function explainDialect(refusal: Refusal, context: Subject, xen: XenVersion): Explanation | undefined {
  const { text, tree } = context
  const { start, end, kind, near } = refusal
  const dialect = xlSyntax(xen)
  if (kind === 'mix') return mix(refusal, context)
  if (kind === 'memory') return { case: 'depth', start, end, fact: 'The lists are nested too deep for xl' }
  if (start < text.length && !/^[+.[]/.test(near ?? '')) return undefined
  const leaf = leafAt(tree, start)
  if (leaf?.type === 'operator' && leaf.value === '+=' && !dialect.addition)
    return {
      case: 'addition',
      start,
      end: start + 2,
      fact: '`+=` is not read',
      help: 'write the whole value behind `=`'
    }
  if (near === '[' && leaf?.type === 'open' && !dialect.nestedLists)
    return { case: 'nested-list', start, end, fact: 'A list stands inside a list, which is not read' }
  if (leaf?.type === 'name' && near?.startsWith('.'))
    return {
      case: 'name-dot',
      start: leaf.start,
      end: leaf.start + leaf.value.length,
      fact: `\`${leaf.value}\` has a dot, which is not read in a name`
    }
  if (
    start === text.length &&
    !dialect.openLastLine &&
    !/\n[ \t]*$/.test(text) &&
    pathTo(tree, start).every(({ type }) => type !== 'list')
  )
    return {
      case: 'last-line',
      start,
      end,
      fact: 'The last setting has no line end behind it',
      fix: {
        title: 'Write a line end, so that xl reads the setting',
        edits: [{ start, end: start, text: '\n' }]
      }
    }
  return undefined
}

function mix({ start, end }: Refusal, { settings }: Subject): Explanation {
  const index = settings.findIndex(({ origin }) => origin.start <= start && start < origin.end)
  const setting = settings[index]
  const before = settings.slice(0, Math.max(0, index)).findLast(({ name }) => name === setting?.name)
  const added = setting?.value.kind === 'list' ? 'a list is added to a text' : 'a text is added to a list'
  return {
    case: 'mix',
    start: setting && setting.value.origin.start >= start ? setting.value.origin.start : start,
    end,
    fact: `${setting ? `\`${setting.name}\`: ` : ''}${added}`,
    help: 'both must be lists, or both texts',
    ...(before && {
      related: { start: before.origin.start, end: before.origin.end, message: 'The value before.' }
    })
  }
}
