import type { Setting } from '@xenlint/model'
import { parse, type Root } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { shellFileOf } from './outcome.js'
import { shellRules } from './rules/index.js'
import { shellSpacing } from './spacing.js'

/** A format whose files are sourced by a shell; its tables and its reader go by its id. */
export function shellFormat(
  form: Pick<Format, 'id' | 'title' | 'paths'> & Partial<Pick<Format, 'rules'>> & { readonly name: RegExp }
): Format {
  const { id, title, paths, name, rules = [] } = form
  return {
    id,
    title,
    paths,
    likeness: (text) => likeness(text, name),
    parse: (text) => parse('shell-variables', text),
    lower: (tree, file) => lower(tree, file, id),
    table: id,
    rules: [...shellRules, ...rules],
    spacing: shellSpacing
  }
}

/** The settings that come to pass, in the order in which the shell makes them. */
function lower(tree: Root, file: string, format: string): Setting[] {
  return [...(shellFileOf(tree, file, format)?.outcome.settings ?? [])]
}

// The share of lines with something on them that set a variable of this format.
function likeness(text: string, name: RegExp): number {
  let lines = 0
  let fitting = 0
  for (const [line] of text.matchAll(/^[ \t]*[^#\s].*$/gm)) {
    lines++
    if (name.test(line)) fitting++
  }
  return lines === 0 ? 0 : fitting / lines
}
