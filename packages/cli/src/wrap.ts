/** Lines of at most `width` characters; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of unbroken(text)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines
}

/** The same, each line behind `indent` spaces. */
export function hanging(text: string, indent: number, width: number): string[] {
  return wrap(text, Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line)
}

// A short command in backticks stays on one line, so that it can be copied.
function unbroken(text: string): string[] {
  const held = text.replace(/`[^`\n]*`/g, (code) =>
    code.length > longest ? code : code.replaceAll(' ', kept)
  )
  return held.match(/\S+/g)?.map((word) => word.replaceAll(kept, ' ')) ?? ['']
}

const longest = 42

// No text has it: what is not printed is shown by its number.
const kept = '\0'
