import type { Origin, Setting } from '@xenlint/model'
import type { Context, Fix } from '@xenlint/validator'
import { shellFileOf } from '../shell/outcome.js'

/** A variable that the file sets to a text that is known. */
export interface Variable {
  readonly name: string
  readonly text: string
  readonly setting: Setting
  readonly origin: Origin
}

/** What the script finds in its variables once bash has read the file. */
export interface Variables {
  /** `undefined` where the file leaves it out, or where only a run would tell. */
  get(name: string): Variable | undefined
  /** True where the script finds nothing in it: unset, or set to nothing. */
  isEmpty(name: string): boolean
}

/** The variables of a file; none where bash does not get to its end. */
export function variablesOf({ tree, file, format, settings }: Context): Variables | undefined {
  const read = shellFileOf(tree, file, format)
  if (!read || read.program.fault || read.stop) return undefined
  const get = (name: string): Variable | undefined => {
    const setting = settings.findLast((each) => each.name === name)
    if (setting?.value.kind !== 'text' || setting.operation !== 'set') return undefined
    const { text, origin } = setting.value
    return { name, text, setting, origin }
  }
  const isEmpty = (name: string): boolean =>
    settings.some((each) => each.name === name) ? get(name)?.text === '' : true
  return { get, isEmpty }
}

/** Puts another text, in double quotes, in the place of what a variable is set to. */
export function changed(variables: readonly Variable[], text: string, title: string): Fix[] {
  const edits = variables.map(({ setting: { origin, name, nameOrigin } }) => ({
    start: nameOrigin.start,
    end: origin.end,
    text: `${name}=${text}`
  }))
  return [{ title, edits, safe: false }]
}
