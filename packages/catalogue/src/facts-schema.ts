import { text } from '#data/facts.schema'

/** What of JSON Schema the facts of a host need. */
export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  readonly description?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
  readonly examples?: readonly unknown[]
}

let known: Schema | undefined

/** The JSON Schema of `.xenlint/facts.json`. */
export function factsSchema(): Schema {
  known ??= JSON.parse(text()) as Schema
  return known
}
