/** A table that is never changed: another one is made of it, and shares with it all but what differs. */
export interface Layered<Value> {
  get(key: string): Value | undefined
  has(key: string): boolean
  entries(): Iterable<readonly [string, Value]>
  /** The same with some keys set, or taken away where the value is `undefined`. */
  with(edits: ReadonlyMap<string, Value | undefined>): Layered<Value>
}

export function layered<Value>(): Layered<Value> {
  return layer(new Map(), new Map())
}

function layer<Value>(
  base: ReadonlyMap<string, Value>,
  over: ReadonlyMap<string, Value | undefined>
): Layered<Value> {
  return {
    get: (key) => (over.has(key) ? over.get(key) : base.get(key)),
    has: (key) => (over.has(key) ? over.get(key) !== undefined : base.has(key)),
    *entries() {
      for (const entry of base) if (!over.has(entry[0])) yield entry
      for (const [key, value] of over) if (value !== undefined) yield [key, value]
    },
    with(edits) {
      // Each edit copies what lies above, and few of them what lies below.
      const both = new Map([...over, ...edits])
      return both.size ** 2 < base.size ? layer(base, both) : layer(merged(base, both), new Map())
    }
  }
}

function merged<Value>(
  base: ReadonlyMap<string, Value>,
  over: ReadonlyMap<string, Value | undefined>
): Map<string, Value> {
  const whole = new Map(base)
  for (const [key, value] of over) {
    if (value === undefined) whole.delete(key)
    else whole.set(key, value)
  }
  return whole
}
