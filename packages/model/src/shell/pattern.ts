/** One place of a shell pattern: a text unit, any unit, or any run. */
export type Place = string | { readonly any: 'one' | 'run' }

const most = 1_000_000

/** A pattern of pieces; only what is unquoted is special. Nothing where a set is of a kind not read here. */
export function readPattern(
  pieces: readonly { readonly text: string; readonly quoted: boolean }[]
): Place[] | undefined {
  const places: Place[] = []
  for (const { text, quoted } of pieces) {
    for (const unit of text) {
      if (quoted || !'*?[\\'.includes(unit)) places.push(unit)
      else if (unit === '*') places.push({ any: 'run' })
      else if (unit === '?') places.push({ any: 'one' })
      else return undefined
    }
  }
  return places
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
    else if (typeof place !== 'string' || place === unit) next.add(state + 1)
  }
  return reach(places, next)
}

function isRun(place: Place | undefined): boolean {
  return typeof place === 'object' && place.any === 'run'
}
