/**
 * Where a stretch of a value was written: `value` counts in the value's text, `source` in the file's.
 * Ranges of equal length map unit by unit; others (an escape, an expansion) map as a whole.
 */
export interface Segment {
  readonly valueStart: number
  readonly valueEnd: number
  readonly sourceStart: number
  readonly sourceEnd: number
  /** Set where the stretch stands in another file than the value's own. */
  readonly file?: string
}

/** Segments of a value in order; they tile its text. */
export type ValueMap = readonly Segment[]

export interface SourceRange {
  readonly start: number
  readonly end: number
  readonly file?: string
}

/** Where `start` up to but not including `end` of a value was written; ranges over several stretches span them. */
export function toSource(map: ValueMap, start: number, end: number): SourceRange | undefined {
  const first = map[count(map, (each) => each.valueEnd <= start)] ?? map.at(-1)
  const last = end > start ? map[count(map, (each) => each.valueStart < end) - 1] : first
  if (!first || !last) return undefined
  if (first.file !== last.file) return { ...whole(first), ...fileOf(first) }
  const sourceStart = isVerbatim(first)
    ? first.sourceStart + Math.min(start, first.valueEnd) - first.valueStart
    : first.sourceStart
  const sourceEnd = isVerbatim(last)
    ? last.sourceStart + Math.min(end, last.valueEnd) - last.valueStart
    : last.sourceEnd
  return { start: sourceStart, end: Math.max(sourceStart, sourceEnd), ...fileOf(first) }
}

/** The offset in the value of an offset in the source, if the value was written there. */
export function toValue(map: ValueMap, offset: number, file?: string): number | undefined {
  const segment = map.find(
    (each) => each.file === file && offset >= each.sourceStart && offset < each.sourceEnd
  )
  if (!segment) {
    const last = map.findLast((each) => each.file === file && offset === each.sourceEnd)
    return last?.valueEnd
  }
  return isVerbatim(segment) ? segment.valueStart + offset - segment.sourceStart : segment.valueStart
}

/** Two maps as one, the second behind the first: what `+=` and adjacent words make. */
export function joinMaps(first: ValueMap, second: ValueMap): ValueMap {
  const shift = first.at(-1)?.valueEnd ?? 0
  return [
    ...first,
    ...second.map((each) => ({
      ...each,
      valueStart: each.valueStart + shift,
      valueEnd: each.valueEnd + shift
    }))
  ]
}

/** How many segments from the first on fulfil what none fulfils behind the first that does not. */
function count(map: ValueMap, holds: (segment: Segment) => boolean): number {
  let low = 0
  let high = map.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(map[middle] as Segment)) low = middle + 1
    else high = middle
  }
  return low
}

function isVerbatim({ valueStart, valueEnd, sourceStart, sourceEnd }: Segment): boolean {
  return valueEnd - valueStart === sourceEnd - sourceStart
}

function whole({ sourceStart, sourceEnd }: Segment): { start: number; end: number } {
  return { start: sourceStart, end: sourceEnd }
}

function fileOf({ file }: Segment): { file?: string } {
  return file === undefined ? {} : { file }
}
