/**
 * V8 optimises a function only after some 15 times as much work as it would by itself. A run of a second is over
 * before most of what the optimising compiler makes pays: it took a third of the processor time of 1000 guests.
 * Few files are done before there is anything to optimise, and V8's settings cost a few milliseconds to reach.
 */
export async function optimiseLate(files: number): Promise<void> {
  if (files < 20) return
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--interrupt-budget=1000000')
}
