import { wordsAt } from '@xenlint/catalogue'
import { askNumber, askText } from './accessors.js'
import { put } from './draft.js'
import { fill } from './fill.js'
import { quirkOf } from './inquiry.js'
import { pieceOf, tokens } from './piece.js'
import { refuse, type Session, type Stop, say } from './session.js'
import { wordOf, wordOfNumber } from './words.js'

/** Options that take a number where a word is wanted. */
interface Mode {
  readonly option: string
  readonly words: string
  readonly into: string
  readonly lowest: bigint
  readonly deprecatesNumbers: boolean
}

const clock: Mode = {
  option: 'tsc_mode',
  words: 'tsc_mode',
  into: 'b_info.tsc_mode',
  lowest: 0n,
  deprecatesNumbers: true
}
const timer: Mode = { ...clock, option: 'timer_mode', words: 'timer_mode' }
const views: Mode = {
  option: 'altp2m',
  words: 'altp2m_mode',
  into: 'b_info.altp2m',
  lowest: 0n,
  deprecatesNumbers: false
}

export function readClockMode(session: Session): Stop | undefined {
  return readMode(session, clock, 'tsc-mode-echo')
}

/** `timer_mode`: no PV guest may have it, and of old none read it. */
export function readTimerMode(session: Session): Stop | undefined {
  const into = quirkOf(session, 'timer-mode-at') ?? timer.into
  if (session.noted.guest !== 'pv') return readMode(session, { ...timer, into })
  const refusal = quirkOf(session, 'timer-mode-pv')
  if (refusal === undefined) return undefined
  const asNumber = askNumber(session, timer.option, true)
  const found = asNumber.kind === 'read' ? asNumber : askText(session, timer.option)
  return found.kind === 'read' ? refuse(session, refusal, 3, { setting: found.setting }) : undefined
}

export function readMemoryViews(session: Session): Stop | undefined {
  return readMode(session, views)
}

/** `altp2m_count`: a number of 16 bits. */
export function readMemoryViewCount(session: Session): Stop | undefined {
  const found = askNumber(session, 'altp2m_count', true)
  if (found.kind !== 'read') return undefined
  if (found.value !== BigInt.asUintN(16, found.value))
    return refuse(session, `ERROR: invalid value ${found.value} for "altp2m_count"`, 1, {
      setting: found.setting
    })
  put(session.draft, 'b_info.altp2m_count', found.value)
  return undefined
}

/** `arm_sci = "type=…"`: all other keys are passed over. */
export function readSystemControl(session: Session): Stop | undefined {
  const found = askText(session, 'arm_sci', true)
  if (found.kind !== 'read') return undefined
  for (const piece of tokens(pieceOf(found.value), ',')) {
    if (!piece.text.startsWith('type=')) continue
    const written = piece.text.slice('type='.length)
    const word = wordOf(session, 'arm_sci_type', written)
    if (word === undefined) return refuse(session, `Unknown ARM_SCI type: ${written}`, 1, { piece })
    put(session.draft, 'b_info.arch_arm.arm_sci.type', word)
  }
  return undefined
}

function readMode(session: Session, mode: Mode, quirk?: string): Stop | undefined {
  const { option } = mode
  if (quirkOf(session, 'mode-names') === undefined) return readModeNumber(session, mode)
  const asNumber = askNumber(session, option, true)
  if (asNumber.kind === 'read') {
    const { value, setting } = asNumber
    const word = wordOfNumber(session, mode.words, BigInt.asIntN(32, value))
    if (mode.deprecatesNumbers) {
      const example = word === undefined ? '' : `e.g. ${option}="${word}"`
      const words = `WARNING: specifying "${option}" as an integer is deprecated. `
      say(session, `${words}Please use the named parameter variant. ${example}`, { setting })
    }
    const numbers = session.release.of((xen) => wordsAt(mode.words, xen)).map(({ number }) => BigInt(number))
    if (value < mode.lowest || !numbers.includes(value))
      return refuse(session, `ERROR: invalid value ${value} for "${option}"`, 1, { setting })
    put(session.draft, mode.into, word ?? null)
    return undefined
  }
  const found = askText(session, option)
  if (found.kind !== 'read') return undefined
  const { setting, value } = found
  const echo = quirk && quirkOf(session, quirk)
  if (echo) say(session, fill(echo, { value: value.text }), { setting })
  const word = wordOf(session, mode.words, value.text)
  if (word === undefined)
    return refuse(session, `ERROR: invalid value "${value.text}" for "${option}"`, 1, { setting })
  put(session.draft, mode.into, word)
  return undefined
}

/** Where the modes have no names yet. */
function readModeNumber(session: Session, { option, words, into }: Mode): undefined {
  const found = askNumber(session, option)
  if (found.kind !== 'read') return
  put(session.draft, into, wordOfNumber(session, words, BigInt.asIntN(32, found.value)) ?? null)
}
