import { draftAt, type Host } from '@xenlint/model'
import { type Cause, type Run, said, settingOrigin, wholeFile } from './run.js'

/** The pool that is always there. */
const usual = 'Pool-0'

/** The pool of CPUs that a guest is to run in; nothing where no fact tells whether it is there. */
export function poolOf({ guest, host }: Run): 'usual' | 'other' | 'absent' | undefined {
  const name = draftAt(guest.survey.draft, 'c_info.pool_name')
  if (typeof name !== 'string' || name === usual) return 'usual'
  if (name === '') return 'absent'
  const number = /^\d+$/.test(name) ? numberIn(name) : undefined
  if (number === 0n) return 'usual'
  if (number === nobody) return 'absent'
  if (host.facts.pools === undefined) return undefined
  if (number === undefined) return host.facts.pools.includes(name) ? 'other' : 'absent'
  // Which of several has which number, nothing tells.
  return hasOtherPools(host) ? undefined : 'absent'
}

/** A number that no pool has. */
const nobody = 2n ** 32n - 1n

/** Of 64 bits 32 count; what is larger is the largest. */
function numberIn(digits: string): bigint {
  const number = BigInt(digits)
  return number < 2n ** 64n ? BigInt.asUintN(32, number) : nobody
}

/** True where something is known to take CPUs away from the usual pool. */
export function hasOtherPools({ facts }: Host): boolean {
  return facts.pools?.some((name) => name !== usual) === true
}

export function poolFault(run: Run): Cause | undefined {
  if (poolOf(run) !== 'absent') return undefined
  const pool = String(draftAt(run.guest.survey.draft, 'c_info.pool_name'))
  const origin = settingOrigin(run, 'pool') ?? wholeFile(run)
  const why =
    pool === ''
      ? 'no pool of CPUs has an empty name'
      : `there is no pool of CPUs \`${pool}\` when guests start`
  return { said: said(run, 'pool-unknown', { pool }), why, origin }
}
