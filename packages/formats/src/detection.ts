import type { Format } from './format.js'
import { isVague, matches } from './place.js'

/** What a file is, and whether it is to be looked at. */
export interface Detection {
  readonly format: Format
  /** What told: where it lies, or how its text looks. */
  readonly why: 'place' | 'looks'
  /** A file that nothing reads as it stands: it is written out first, or it was put aside. */
  readonly leftOut?: 'template' | 'backup'
}

/** The format of a file that is to be looked at. */
export function recognise(known: readonly Format[], path: string, text: string): Format | undefined {
  return detect(known, path, text)?.format
}

/** What a file is: by its place where that leaves one format, else by the looks of its text. */
export function detect(known: readonly Format[], path: string, text: string): Detection | undefined {
  const outcome = detectPlain(known, path, text)
  const name = path.replace(templateName, '').replace(backupName, '')
  const found = outcome ?? (name === path ? undefined : detectPlain(known, name, text))
  if (!found) return undefined

  if (templateName.test(path) || templateMark.test(text)) return { ...found, leftOut: 'template' }
  // Debian starts whatever lies in auto/, backups too.
  if (backupName.test(path) && !(outcome && found.why === 'place')) return { ...found, leftOut: 'backup' }
  return found
}

/** Names of files from which others are written out. */
const templateName = /\.(?:j2|jinja2?|erb|epp|tmpl|tpl|mustache|in)$/

/** Names of files that editors and packages put aside. */
const backupName =
  /(?:~|\.(?:bak|old|orig|save|swp|dpkg-(?:old|dist|new|bak)|ucf-(?:old|dist|new)|rpmsave|rpmnew))$/

/** `{{ name }}`, `{% if name %}`, `<%= name %>` and `@NAME@`. */
const templateMark =
  /\{\{[-~]?\s*[A-Za-z_][\w\s.|()[\]'",:+-]*\}\}|\{%[-+]?\s*[a-z]+\b[^\n]*%\}|<%[=-]?\s[^\n]*%>|@[A-Z][A-Z0-9_]+@/

/** What a text needs to be taken for a format that its place says nothing of. */
const likelyEnough = 0.5

function detectPlain(known: readonly Format[], path: string, text: string): Detection | undefined {
  const placed = known.filter(({ paths }) =>
    paths.some((pattern) => !isVague(pattern) && matches(pattern, path))
  )
  const [first, ...others] = placed
  if (first) return { format: placedFirst(first, others, text), why: 'place' }

  const format = isForeign(text) ? undefined : likeliest(known, text, likelyEnough)
  return format && { format, why: 'looks' }
}

/** The first format of a place, unless the text looks more like another; most texts look like no other at all. */
function placedFirst(first: Format, others: readonly Format[], text: string): Format {
  let rival: Format | undefined
  let most = 0
  for (const other of others) {
    const likeness = other.likeness(text)
    if (likeness <= most) continue
    rival = other
    most = likeness
  }
  return rival && first.likeness(text) < most ? rival : first
}

/** What a file is that somebody named: where its place and its looks tell nothing, its name alone does. */
export function detectNamed(known: readonly Format[], path: string, text: string): Detection | undefined {
  const found = detect(known, path, text)
  if (found || isForeign(text)) return found
  const name = path.slice(path.lastIndexOf('/') + 1)
  const named = known.filter(({ paths }) =>
    paths.some((pattern) => isTelling(pattern) && matches(pattern, inPlace(pattern, name)))
  )
  const format = likeliest(named, text, 0)
  return format && { format, why: 'place' }
}

/** The name of a file, put where a pattern wants its files: `web.cfg` becomes `etc/xen/web.cfg`. */
function inPlace(pattern: string, name: string): string {
  return pattern.slice(0, pattern.lastIndexOf('/') + 1) + name
}

// A drop-in is known by the folder it lies in: any `x.cfg` could be one of `grub.d`.
function isTelling(pattern: string): boolean {
  return !isVague(pattern) && !pattern.endsWith('/*') && !/\.d\/[^/]*$/.test(pattern)
}

function likeliest(candidates: readonly Format[], text: string, least: number): Format | undefined {
  let best: Format | undefined
  let most = least
  for (const format of candidates) {
    const likeness = format.likeness(text)
    if (best ? likeness <= most : likeness < most) continue
    best = format
    most = likeness
  }
  return best
}

/** True for what is surely none of ours: programs, XML, JSON, YAML, and files with `[sections]`. */
function isForeign(text: string): boolean {
  const [first = ''] = /\S.*/.exec(text) ?? []
  return /^(?:#!|<|\{|---)/.test(first) || /^\[[^\]\n'"=,]+\][ \t\r]*$/m.test(text)
}
