/** Whether GRUB can read a script: commands, quotes, blocks and `if`, as grub-script-check looks at them. */
export function isGrubScript(text: string): boolean {
  const open: Frame[] = [{ kind: 'file', commands: 0 }]
  let state: 'start' | 'command' | 'closed' = 'start'
  for (const token of tokens(text)) {
    const frame = open.at(-1)
    if (token === 'bad' || !frame) return false
    if (token === ';' || token === '\n') {
      if (token === ';' && state === 'start') return false
      state = 'start'
    } else if (token === '{') {
      if (state !== 'command') return false
      open.push({ kind: 'block', commands: 0 })
      state = 'start'
    } else if (token === '}') {
      if (frame.kind !== 'block' || frame.commands === 0) return false
      open.pop()
      state = 'closed'
    } else if (state === 'closed') return false
    else if (state === 'start') {
      const after = begin(token.word, frame, open)
      if (!after) return false
      state = after
    }
  }
  return open.length === 1
}

/** What is open: a block wants its `}`, an `if` its `then`, a branch its `fi`. */
interface Frame {
  kind: 'file' | 'block' | 'if' | 'branch' | 'last'
  commands: number
}

type Token = ';' | '\n' | '{' | '}' | 'bad' | { readonly word: string }

function begin(word: string, frame: Frame, open: Frame[]): 'start' | 'command' | 'closed' | undefined {
  const inside = frame.commands > 0
  switch (word) {
    case 'if':
      frame.commands++
      open.push({ kind: 'if', commands: 0 })
      return 'start'
    case 'then':
      return next(frame, inside && frame.kind === 'if', 'branch')
    case 'elif':
      return next(frame, inside && frame.kind === 'branch', 'if')
    case 'else':
      return next(frame, inside && frame.kind === 'branch', 'last')
    case 'fi':
      if (!inside || (frame.kind !== 'branch' && frame.kind !== 'last')) return undefined
      open.pop()
      return 'closed'
    default:
      if (keywords.has(word)) return undefined
      frame.commands++
      return 'command'
  }
}

function next(frame: Frame, fits: boolean, kind: Frame['kind']): 'start' | undefined {
  if (!fits) return undefined
  frame.kind = kind
  frame.commands = 0
  return 'start'
}

// They begin what no menu of grub-mkconfig holds.
const keywords = new Set(['case', 'do', 'done', 'esac', 'for', 'function', 'in', 'select', 'until', 'while'])

const blank = /(?:[ \t\r]|\\\n)+/y
const comment = /#[^\n]*/y
const variable = '\\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?#*@]|\\{(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?#*@])\\})'
const word = new RegExp(
  `(?:[^{}|&$;<> \\t\\n'"\\\\]+|\\\\[\\s\\S]|'[^']*'|\\$?"(?:[^"\\\\$]|\\\\[\\s\\S]|${variable})*"|${variable})+`,
  'y'
)

function* tokens(text: string): Iterable<Token> {
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  while (at < text.length) {
    if (take(blank) !== '') continue
    const sign = text[at]
    if (sign === '#') take(comment)
    else if (sign === '\n' || sign === '{' || sign === '}' || sign === ';') {
      at++
      if (sign === ';' && text[at] === ';') yield 'bad'
      yield sign
    } else {
      const found = take(word)
      if (found === '') {
        yield 'bad'
        return
      }
      yield { word: found }
    }
  }
}
