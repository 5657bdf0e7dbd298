import { expand, joinPieces } from './expansion.js'
import { fieldsOf } from './fields.js'
import type { Redirect, Span } from './program.js'
import type { Said } from './scene.js'
import { give, type Run, say } from './state.js'
import { plainText } from './token.js'

/**
 * Does some work with its input and output elsewhere; where a file is to be opened, that may fail.
 * So may what a here-document holds, which ends the shell only before a builtin that is special.
 */
export function redirected(
  run: Run,
  command: Span & { readonly redirects: readonly Redirect[] },
  work: () => number | undefined,
  isSpecial = false
): number | undefined {
  const { redirects } = command
  if (redirects.length === 0) return work()
  const { input: before, unclear, said } = run
  const opened = openInput(run, redirects)
  if (opened === 'absent') return 2
  if (opened) {
    if (isSpecial) return give(run, command, opened.fault)
    say(run, 'errors', `${opened.fault}\n`)
    return 2
  }
  run.said = []
  const status = work()
  const made = run.said
  run.said = said
  const routes = routesOf(redirects)
  for (const each of made) {
    const to = routes[each.to]
    if (to) run.said.push({ ...each, to })
  }
  // What goes into a file is no output, known or not.
  if (routes.output !== 'output' && !unclear) delete run.unclear
  if (before === undefined) delete run.input
  else run.input = before
  return isSure(redirects) ? status : undefined
}

/** Puts the input in place; `absent` where there is no such file. */
function openInput(
  run: Run,
  redirects: readonly Redirect[]
): 'absent' | { readonly fault: string } | undefined {
  for (const { operator, from, target, document } of redirects) {
    if (from !== '0') continue
    delete run.input
    if (document) {
      const expanded = expand(run, document.parts)
      if (expanded.kind === 'fault') return { fault: expanded.message }
      if (expanded.kind === 'pieces') run.input = joinPieces(expanded.pieces).text
    } else if (operator === '<') {
      const [path] = fieldsOf(run, [target]).fields
      const text = path === '/dev/null' ? '' : path?.startsWith('/') ? run.scene.read?.(path) : undefined
      if (text === null) {
        say(run, 'errors', `cannot open ${path}: No such file\n`)
        return 'absent'
      }
      if (text !== undefined) run.input = text
    }
  }
  return undefined
}

type Routes = Record<Said['to'], Said['to'] | undefined>

function routesOf(redirects: readonly Redirect[]): Routes {
  const routes: Routes = { output: 'output', errors: 'errors' }
  for (const { operator, from, target } of redirects) {
    const moved = from === '1' ? 'output' : from === '2' ? 'errors' : undefined
    if (!moved) continue
    const to = operator === '>&' ? plainText(target) : undefined
    routes[moved] = to === '1' ? routes.output : to === '2' ? routes.errors : undefined
  }
  return routes
}

function isSure(redirects: readonly Redirect[]): boolean {
  return redirects.every(
    ({ operator, target, document, from }) =>
      document !== undefined ||
      operator.endsWith('&') ||
      plainText(target) === '/dev/null' ||
      (from === '0' && operator === '<')
  )
}
