import { spawnSync } from 'node:child_process'

/** One line of the table: what was measured, beside its measure in the same run. */
export interface Row {
  readonly what: string
  readonly ours: number
  readonly peer: string
  readonly theirs: number
  /** Of both; milliseconds where absent. */
  readonly unit?: string
  /** What is promised, in words: `at most 40 times`. */
  readonly wanted: string
  readonly holds: boolean
}

/** Milliseconds: the median of several runs, after one that warms up. */
export function median(runs: number, work: () => void): number {
  work()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return middle(times)
}

/** Medians of two works measured turn by turn, so that a busy machine slows both. */
export function medians(runs: number, one: () => void, other: () => void): readonly [number, number] {
  one()
  other()
  const times: [number, number][] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    one()
    const between = performance.now()
    other()
    times.push([between - start, performance.now() - between])
  }
  return [middle(times.map(([first]) => first)), middle(times.map(([, second]) => second))]
}

function middle(times: readonly number[]): number {
  return percentile(times, 50)
}

/** The least of the times that so many of a hundred are not above. */
export function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

/** A program from start to end, without the certificates that Node 20 would parse at every start. */
export function run(program: string, words: readonly string[], allowed: readonly number[] = [0]): void {
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env
  const { status, error, stderr } = spawnSync(program, words, {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe']
  })
  if (error || status === null || !allowed.includes(status))
    throw new Error(`${program} ${words[0] ?? ''} ended with ${status}: ${error ?? stderr}`)
}

/** A bound on the ratio of ours to theirs. */
export function ratio(
  what: string,
  [ours, theirs]: readonly [number, number],
  peer: string,
  most: number
): Row {
  return {
    what,
    ours,
    peer,
    theirs,
    wanted: `at most ${Number(most.toFixed(2))} times`,
    holds: ours <= theirs * most
  }
}

/** A bound on the milliseconds by which ours is longer. */
export function beyond(
  what: string,
  [ours, theirs]: readonly [number, number],
  peer: string,
  most: number
): Row {
  return { what, ours, peer, theirs, wanted: `at most ${most} ms more`, holds: ours <= theirs + most }
}

/** A bound on ours in milliseconds; the peer tells how fast the machine was just then. */
export function within(
  what: string,
  [ours, theirs]: readonly [number, number],
  peer: string,
  most: number
): Row {
  return { what, ours, peer, theirs, wanted: `at most ${most} ms`, holds: ours <= most }
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, ours, peer, theirs, wanted, holds, unit = 'ms' }) => [
    what,
    `${ours.toFixed(1)} ${unit}`,
    `${peer}: ${theirs.toFixed(1)} ${unit}`,
    theirs > 0 ? `${(ours / theirs).toFixed(2)} x` : '',
    wanted,
    holds ? 'holds' : 'DOES NOT HOLD'
  ])
  const head = ['what', 'xenlint', 'beside', 'ratio', 'wanted', '']
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
