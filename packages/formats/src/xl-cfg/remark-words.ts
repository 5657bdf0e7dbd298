import type { Origin, Remark, Setting } from '@xenlint/model'

/** xl's own words about a part of a string, without the file's name and the string itself. */
export function wordsOf({ text, piece }: Remark): string {
  const line = text.trim()
  const tail = [`: ${piece?.text}`, `: ${piece?.text}.`].find((each) => piece && line.endsWith(each))
  const said = tail ? line.slice(0, -tail.length) : line
  return said
    .replace(/^.*?config parsing error in (disk specification|vif): /s, '')
    .replace(/: near `.*$/s, '')
    .replace(/ in `.*$/s, '')
    .replace(/^(ERROR|xl): /, '')
    .replaceAll('`', "'")
}

/** The setting that a place belongs to. */
export function optionAt(settings: readonly Setting[], at: Origin): Setting | undefined {
  return settings.find(({ origin }) => origin.start <= at.start && at.end <= origin.end)
}
