import { virtualDevice } from '@xenlint/model'

/** What a name that stands for no device was most likely meant to be. */
export function likelyName(name: string): string | undefined {
  const bare = name
    .trim()
    .replace(/^\/?dev\//, '')
    .toLowerCase()
  const [, rest = ''] = /^[a-z]?[a-z]?d([a-z]\d*)$/.exec(bare) ?? []
  return [bare, `xvd${rest}`].find((guess) => guess !== name && virtualDevice(guess))
}
