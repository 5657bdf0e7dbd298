import type { Connection } from 'vscode-languageserver'

/** Something that is under way, as an editor shows it. */
export interface Progress {
  /** Resolves when it is shown, or when it is no use to wait for that. */
  readonly shown: Promise<unknown>
  done(): void
}

/** Longer than an editor takes to answer; who opens a host should not wait for more. */
const longestWaitMs = 50

/** Shows that something is under way; without a title nothing is shown. */
export function progressOf(
  connection: Connection,
  isShown: () => boolean
): (title: string | undefined) => Progress {
  return (title) => {
    if (title === undefined || !isShown()) return { shown: Promise.resolve(), done: () => undefined }
    const bar = connection.window.createWorkDoneProgress().then((made) => {
      made.begin(title)
      return made
    })
    const late = new Promise((resolve) => setTimeout(resolve, longestWaitMs))
    return {
      shown: Promise.race([bar, late]).catch(() => undefined),
      done: () => void bar.then((made) => made.done()).catch(() => undefined)
    }
  }
}
