/** One place of a shell pattern: a text unit, any unit, any run, or a unit of a set. */
export type Place = string | { readonly any: 'one' | 'run' } | { readonly set: RegExp }

const most = 1_000_000

interface PatternUnit {
  readonly unit: string
  readonly quoted: boolean
}

/** A pattern of pieces; only what is unquoted is special. Nothing where a set is of a kind not read here. */
export function readPattern(
  pieces: readonly { readonly text: string; readonly quoted: boolean }[]
): Place[] | undefined {
  const units = pieces.flatMap(({ text, quoted }) => [...text].map((unit): PatternUnit => ({ unit, quoted })))
  const places: Place[] = []
  for (let index = 0; index < units.length; index++) {
    const { unit = '', quoted = false } = units[index] ?? {}
    if (quoted || !'*?[\\'.includes(unit)) places.push(unit)
    else if (unit === '*') places.push({ any: 'run' })
    else if (unit === '?') places.push({ any: 'one' })
    else if (unit === '\\') return undefined
    else {
      const end = endOfSet(units, index)
      if (end === undefined) {
        places.push(unit)
        continue
      }
      const set = readSet(units.slice(index + 1, end))
      if (!set) return undefined
      places.push({ set })
      index = end
    }
  }
  return places
}

// A bracket right behind the opening one stands for itself; one that nothing closes is a letter.
function endOfSet(units: readonly PatternUnit[], start: number): number | undefined {
  let index = start + 1
  if (isPlain(units[index], '!') || isPlain(units[index], '^')) index++
  for (let at = index + 1; at < units.length; at++) if (isPlain(units[at], ']')) return at
  return undefined
}

function isPlain(each: PatternUnit | undefined, unit: string): boolean {
  return each?.unit === unit && !each.quoted
}

function readSet(units: readonly PatternUnit[]): RegExp | undefined {
  const negated = isPlain(units[0], '!') || isPlain(units[0], '^')
  const inside = negated ? units.slice(1) : units
  if (inside.some(({ unit, quoted }) => !quoted && '[\\'.includes(unit))) return undefined
  const source = inside
    .map(({ unit, quoted }, index) => {
      const isRange = unit === '-' && !quoted && index > 0 && index < inside.length - 1
      return isRange ? unit : unit.replace(/[\]\\^-]/g, '\\$&')
    })
    .join('')
  try {
    return new RegExp(`^[${negated ? '^' : ''}${source}]$`, 's')
  } catch {
    return undefined
  }
}

/** Whether a pattern fits a whole text. */
export function matchesWhole(places: readonly Place[], text: string): boolean | 'too-long' {
  const units = [...text]
  const found = matchStart(places, units, true)
  return found === 'too-long' ? found : found === units.length
}

/**
 * How long the beginning of a text is that a pattern matches: the longest, or the shortest.
 * Nothing where none does, `too-long` where it would take too much work.
 */
export function matchStart(
  places: readonly Place[],
  units: readonly string[],
  longest: boolean
): number | 'too-long' | undefined {
  if (places.length * units.length > most) return 'too-long'
  let found: number | undefined
  let states = reach(places, new Set([0]))
  for (let length = 0; ; length++) {
    if (states.has(places.length)) {
      found = length
      if (!longest) return found
    }
    const unit = units[length]
    if (unit === undefined || states.size === 0) return found
    states = step(places, states, unit)
  }
}

// A run may match nothing, so the place behind it is reached at once.
function reach(places: readonly Place[], states: Set<number>): Set<number> {
  for (const state of states) if (isRun(places[state])) states.add(state + 1)
  return states
}

function step(places: readonly Place[], states: ReadonlySet<number>, unit: string): Set<number> {
  const next = new Set<number>()
  for (const state of states) {
    const place = places[state]
    if (place === undefined) continue
    if (isRun(place)) next.add(state)
    else if (takes(place, unit)) next.add(state + 1)
  }
  return reach(places, next)
}

function takes(place: Place, unit: string): boolean {
  if (typeof place === 'string') return place === unit
  return 'any' in place || place.set.test(unit)
}

function isRun(place: Place | undefined): boolean {
  return typeof place === 'object' && 'any' in place && place.any === 'run'
}
