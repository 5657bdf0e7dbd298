import { dirname, join, relative } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { exists, readText } from './disk.js'

/** Says what the ignore files from the top down to a folder leave out. */
export interface IgnoreRules {
  ignores(path: string, folder: boolean): boolean
  /** The same, with those of a folder below. */
  inside(folder: string): IgnoreRules
}

const names = ['.gitignore', '.xenlintignore']

/** Never looked into: what lies there is nobody's configuration. */
const never = new Set(['.git', 'node_modules', '.hg', '.svn'])

/** The rules that hold in a folder, those of its parents up to the root of its repository included. */
export function ignoreRules(folder: string): IgnoreRules {
  const parents: string[] = []
  for (let parent = folder; ; parent = dirname(parent)) {
    parents.unshift(parent)
    if (exists(join(parent, '.git'))) return parents.reduce(withFolder, none)
    if (dirname(parent) === parent) return withFolder(none, folder)
  }
}

const none: IgnoreRules = rulesOf([])

function withFolder(rules: IgnoreRules, folder: string): IgnoreRules {
  return rules.inside(folder)
}

function rulesOf(layers: readonly { readonly folder: string; readonly rules: Ignore }[]): IgnoreRules {
  return {
    ignores(path, folder) {
      if (never.has(path.slice(path.lastIndexOf('/') + 1))) return true
      let ignored = false
      for (const layer of layers) {
        const inside = relative(layer.folder, path)
        // A link may lead out of the folder that the rules are of.
        if (inside.startsWith('..')) continue
        const verdict = layer.rules.test(inside + (folder ? '/' : ''))
        if (verdict.ignored) ignored = true
        else if (verdict.unignored) ignored = false
      }
      return ignored
    },
    inside(folder) {
      const rules = readRules(folder)
      return rules ? rulesOf([...layers, { folder, rules }]) : rulesOf(layers)
    }
  }
}

function readRules(folder: string): Ignore | undefined {
  let rules: Ignore | undefined
  for (const name of names) {
    const path = join(folder, name)
    const content = exists(path) ? readText(path) : undefined
    if (content && 'text' in content) rules = (rules ?? ignore()).add(content.text)
  }
  return rules
}
