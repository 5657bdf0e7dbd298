import type { Json, Status } from '@xenlint/model'
import type { Outcome } from '../support/plan-page.js'
import type { XlRun } from './xl.js'

/** What a run of the real xl came to, in the words of plans. */
export function outcomeOf({ status, messages, stdout }: XlRun): Outcome {
  const end = typeof status === 'number' ? status : (`signal ${status}` as Status)
  return { status: end, messages, config: stdout.trim() === '' ? null : exactJson(stdout) }
}

/** The outcome with what xl made up replaced by what the plan made up. */
export function sameMadeUp(outcome: Outcome, plan: Outcome, text: string): Outcome {
  const config = structuredClone(outcome.config)
  if (!writes(text, uuidOf(config))) replace(config, plan.config, ['c_info', 'uuid'])
  replace(config, plan.config, ['b_info', 'type.hvm', 'ms_vm_genid'])
  return { ...outcome, config }
}

function uuidOf(config: Json): string {
  const identity = isObject(config) ? (config['c_info'] ?? null) : null
  return isObject(identity) ? String(identity['uuid']) : ''
}

function writes(text: string, uuid: string): boolean {
  return text.toLowerCase().replaceAll('-', '').includes(uuid.replaceAll('-', ''))
}

function replace(config: Json, by: Json, [name = '', ...rest]: readonly string[]): void {
  if (!isObject(config) || !isObject(by) || !(name in config)) return
  const other = by[name]
  if (rest.length > 0) replace(config[name] ?? null, other ?? null, rest)
  else if (other === undefined) delete config[name]
  else config[name] = other
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON with its integers exact: those of 64 bits do not fit a number. */
function exactJson(text: string): Json {
  const marked = text.replace(/^( *(?:"[^"\n]*": )?)(\d{16,})(,?)$/gm, '$1"integer $2"$3')
  return JSON.parse(marked, (_, value: unknown) => {
    const [, digits] = (typeof value === 'string' && /^integer (\d+)$/.exec(value)) || []
    return digits === undefined ? value : BigInt(digits)
  }) as Json
}
