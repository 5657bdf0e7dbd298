import type { Release } from '@xenlint/catalogue'
import type { Context, ReleaseQuestion, Subject } from './rule.js'

/** A file as several releases read it; it sees whether a rule met anything in which they differ. */
export interface Watch {
  readonly releases: readonly Release[]
  /** The file as the release of this number reads it. */
  context(index: number): Context
  /** True if, since it was last made false, a rule asked for its release, or was told what differs by release. */
  differs: boolean
}

/** A rule that met nothing in which the contexts differ says the same in all of them. */
export function watched(subject: Subject, releases: readonly Release[]): Watch {
  const answers = new Map<unknown, Answers>()
  const contexts: Context[] = []
  const made = (index: number): Context => ({
    ...subject,
    get release() {
      watch.differs = true
      return releases[index] as Release
    },
    ofRelease<Answer>(question: ReleaseQuestion<Answer>): Answer {
      const before = answers.get(question)
      const known = before ?? askAll(question, subject, releases)
      if (!before) answers.set(question, known)
      if (known.differ) watch.differs = true
      return known.all[index] as Answer
    }
  })
  const watch = {
    releases,
    differs: false,
    // Most files are asked for the newest release alone.
    context(index: number): Context {
      const context = contexts[index] ?? made(index)
      contexts[index] = context
      return context
    }
  }
  return watch
}

interface Answers {
  readonly all: readonly unknown[]
  readonly differ: boolean
}

function askAll<Answer>(
  question: ReleaseQuestion<Answer>,
  subject: Subject,
  releases: readonly Release[]
): Answers {
  const all: Answer[] = []
  for (const release of releases) all.push(question(subject, release, all))
  return { all, differ: all.some((each) => each !== all[0]) }
}
