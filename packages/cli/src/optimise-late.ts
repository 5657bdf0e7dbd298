import { setFlagsFromString } from 'node:v8'

/**
 * V8 optimises a function only after some 15 times as much work as it would by itself. A run of a second is over
 * before most of what the optimising compiler makes pays: it took a third of the processor time of 1000 guests.
 */
export function optimiseLate(): void {
  setFlagsFromString('--interrupt-budget=1000000')
}
