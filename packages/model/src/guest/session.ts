import type { GuestType } from '@xenlint/catalogue'
import type { XlSetting } from '@xenlint/syntax'
import type { Draft } from './draft.js'
import type { Inquiry } from './inquiry.js'
import type { Piece } from './piece.js'

/** How the real program ends; a crash is told by its signal. */
export type Status = number | 'signal SIGSEGV' | 'signal SIGABRT'

/** Something that xl writes to stderr, and what it speaks of. */
export interface Remark {
  /** As written: a line end in it is xl's own, and some of xl's messages lack theirs. */
  readonly text: string
  readonly setting?: XlSetting
  readonly piece?: Piece
}

/** What a remark, or the end of a run, is about. */
export type About = Omit<Remark, 'text'>

/** The end of a run before its time. */
export interface Stop extends About {
  readonly status: Status
}

/** The machine that xl stands on, and what it would make up. */
export interface Machine {
  readonly cpus: number
  /** A fresh UUID, in lower case. */
  uuid(): string
  /** The 16 bytes of a fresh VM generation id. */
  generationId(): readonly number[]
}

/** One run of `xl create` over the settings of one guest; only `draft`, `remarks` and `noted` change. */
export interface Session {
  /** The file's name as messages give it. */
  readonly file: string
  /** Whatever differs by release is asked here, and nowhere else. */
  readonly release: Inquiry
  readonly machine: Machine
  /** Of each name the setting that counts. */
  readonly settings: ReadonlyMap<string, XlSetting>
  readonly draft: Draft
  readonly remarks: Remark[]
  readonly noted: Noted
  /** Told of each part of a string that has a language of its own. */
  readonly takes?: (part: Taken) => void
  /** Set where the run is to go on behind what would end it. */
  readonly goesOn?: (stop: Stop) => void
}

/** What xl took from a string: its key, or the place that it stands in, and the value. */
export interface Taken {
  readonly key: string
  readonly value: Piece
}

/** The end of the run, unless it is to go on. */
export function ended(session: Session, stop: Stop | undefined): Stop | undefined {
  if (!stop || !session.goesOn) return stop
  session.goesOn(stop)
  return undefined
}

/** What one step leaves for a later one. */
export interface Noted {
  guest: GuestType
  vcpus: bigint
  pci: Draft
  /** Set where a list grew too long to be written out. */
  unlisted: boolean
}

/** Writes one line to stderr. */
export function say(session: Session, line: string, at: About = {}): void {
  session.remarks.push({ text: `${line}\n`, ...at })
}

/** Writes a last line to stderr and ends the run. */
export function refuse(session: Session, line: string, status: number, at: About = {}): Stop {
  say(session, line, at)
  return { status, ...at }
}

/** xl reads where there is nothing, and dies. */
export function crash(at: About = {}): Stop {
  return { status: 'signal SIGSEGV', ...at }
}
