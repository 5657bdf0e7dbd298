/** A JSON value whose integers are exact. */
export type Json = null | boolean | number | bigint | string | Json[] | { [key: string]: Json }

/** JSON as libxl prints it: four spaces a level, and an empty line inside what is empty. */
export function jsonText(value: Json, indent = ''): string {
  if (Array.isArray(value))
    return bracketed(
      '[',
      ']',
      value.map((each) => each),
      indent
    )
  if (typeof value === 'object' && value !== null) return braced(value, indent)
  return scalarText(value)
}

/** JSON in one line, with integers as they are. */
export function compactJson(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch {
    // It refuses integers that are no numbers, which hardly any guest has.
    return exactJson(value)
  }
}

function exactJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${exactJson(each)}`)
    return `{${fields.join(',')}}`
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

function bracketed(open: string, close: string, items: readonly Json[], indent: string): string {
  const inner = `${indent}    `
  const lines = items.map((item) => inner + jsonText(item, inner))
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

function braced(value: { [key: string]: Json }, indent: string): string {
  const inner = `${indent}    `
  const lines = Object.entries(value).map(
    ([key, each]) => `${inner}${scalarText(key)}: ${jsonText(each, inner)}`
  )
  return `{\n${lines.join(',\n')}\n${indent}}`
}

function scalarText(value: null | boolean | number | bigint | string): string {
  if (typeof value !== 'string') return String(value)
  return `"${value.replace(/["\\\u0000-\u001f]/g, escaped)}"`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t'
}

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return shortEscapes[character] ?? `\\u${code}`
}
