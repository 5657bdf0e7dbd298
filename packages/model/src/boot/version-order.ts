/** The names of some files, the latest version first, as grub-mkconfig sorts kernels and hypervisors. */
export function latestFirst(names: readonly string[]): string[] {
  const rest = [...names]
  const sorted: string[] = []
  while (rest.length > 0) {
    let latest = ''
    for (const name of rest) if (latest === '' || isLater(name, latest)) latest = name
    sorted.push(latest)
    rest.splice(rest.indexOf(latest), 1)
  }
  return sorted
}

// `-rc1`, `.old` and their kin come before the version that they belong to.
function isLater(one: string, other: string): boolean {
  const [left, right] = [marked(one), marked(other)]
  const [old, otherOld] = [left.endsWith('.old'), right.endsWith('.old')]
  if (old === otherOld) return compareDebian(left, right) > 0
  if (old) return compareDebian(left.slice(0, -4), right) > 0
  return compareDebian(left, right.slice(0, -4)) >= 0
}

function marked(name: string): string {
  return name.replace(/[^-]*-/, '').replace(/[._-](pre|rc|test|git|old|trunk)/g, '~$1')
}

/** The same as `sort -V` sorts their names, what ends in `.old` behind what does not. */
export function sortedLatestFirst(names: readonly string[]): string[] {
  const key = (name: string): string => (name.endsWith('.old') ? `${name.slice(0, -4)} 1` : `${name} 2`)
  return [...names].sort(
    (one, other) => comparePart(key(other), key(one)) || (key(one) < key(other) ? 1 : -1)
  )
}

/** Negative where one version comes before the other, as dpkg compares them. */
export function compareDebian(one: string, other: string): number {
  const [left, right] = [split(one), split(other)]
  return (
    left.epoch - right.epoch ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  )
}

function split(version: string): { epoch: number; upstream: string; revision: string } {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?([\s\S]*)$/.exec(version) ?? []
  const dash = rest.lastIndexOf('-')
  if (dash < 0) return { epoch: Number(epoch), upstream: rest, revision: '' }
  return { epoch: Number(epoch), upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) }
}

function comparePart(one: string, other: string): number {
  let [left, right] = [one, other]
  while (left !== '' || right !== '') {
    const [words, otherWords] = [/^\D*/.exec(left)?.[0] ?? '', /^\D*/.exec(right)?.[0] ?? '']
    const order = compareWords(words, otherWords)
    if (order !== 0) return order
    left = left.slice(words.length)
    right = right.slice(otherWords.length)
    const [digits, otherDigits] = [/^\d*/.exec(left)?.[0] ?? '', /^\d*/.exec(right)?.[0] ?? '']
    const difference = Number(digits) - Number(otherDigits)
    if (difference !== 0) return difference
    left = left.slice(digits.length)
    right = right.slice(otherDigits.length)
  }
  return 0
}

function compareWords(one: string, other: string): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = weight(one[index]) - weight(other[index])
    if (difference !== 0) return difference
  }
  return 0
}

// A tilde comes before the end, letters before all other signs.
function weight(letter: string | undefined): number {
  if (letter === undefined) return 0
  if (letter === '~') return -1
  return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256
}
