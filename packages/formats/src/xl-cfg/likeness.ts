/** How much a text looks like a guest of `xl`: by names that nearly every guest sets, and by the absence of Python. */
export function likeness(text: string): number {
  const beginning = text.slice(0, enough)
  const names = new Set([...beginning.matchAll(telling)].map(([, name]) => name))
  if (names.size === 0) return 0
  const sure = names.size > 1 ? 0.9 : 0.6
  return python.test(beginning) ? sure / 2 : sure
}

const enough = 20_000
const telling =
  /^[ \t]*(name|type|builder|memory|maxmem|vcpus|kernel|ramdisk|bootloader|root|extra|disk|vif|on_[a-z]+)[ \t]*\+?=/gm
const python =
  /^[ \t]*(import [a-z]|from [a-z.]+ import|def [a-z_]+\(|(if|for|while) .*:[ \t\r]*$|print[ (])/m
