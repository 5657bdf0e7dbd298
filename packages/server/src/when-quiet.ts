/** Node has a turn of its loop without a wait; a timer takes a millisecond, which somebody who types would feel. */
const nextTurn: (work: () => void) => void =
  typeof setImmediate === 'function' ? setImmediate : (work) => setTimeout(work)

/** Does some work once for a run of calls: when a turn of the loop has gone by without another one. */
export function whenQuiet(work: () => void): () => void {
  let calls = 0
  let seen = 0
  const look = (): void => {
    if (calls === seen) {
      calls = 0
      work()
    } else wait()
  }
  const wait = (): void => {
    seen = calls
    // What was read from the editor in one go is handed out one message a turn.
    nextTurn(() => nextTurn(look))
  }
  return () => {
    if (calls++ === 0) wait()
  }
}
