import type { Fix } from '@xenlint/validator'

/** Where the physical line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where the physical line behind an offset begins, or the text ends. */
export function nextLineStart(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

/** Takes a statement away with its lines. */
export function removal(text: string, { start, end }: { start: number; end: number }, title: string): Fix {
  const edit = { start: lineStart(text, start), end: nextLineStart(text, end), text: '' }
  return { title, edits: [edit], safe: false }
}

/** Puts other words in the place of some. */
export function replacement({ start, end }: { start: number; end: number }, text: string): Fix {
  return { title: `Change to \`${text}\``, edits: [{ start, end, text }], safe: false }
}

/** Moves a comment from the end of a line to a line of its own above. */
export function commentMove(text: string, start: number, end: number, safe: boolean, consequence = ''): Fix {
  const line = lineStart(text, start)
  const indentation = /^[ \t]*/.exec(text.slice(line, start))?.[0] ?? ''
  const before = text.slice(line, start).trimEnd().length + line
  return {
    title: `Move the comment to its own line${consequence}`,
    edits: [
      { start: line, end: line, text: `${indentation}${text.slice(start, end)}\n` },
      { start: before, end, text: '' }
    ],
    safe
  }
}
