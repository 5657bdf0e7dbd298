import { type XenVersion, xenHabit } from '@xenlint/catalogue'

/** Whether `autoballoon = "auto"` of xl.conf is off for a hypervisor that was started with this line. */
export function matchesAutoballoonPattern(line: string, xen: XenVersion): boolean {
  const source = xenHabit('autoballoon-pattern', xen)
  if (source === undefined) return false
  const pattern = new RegExp(source)
  const own = line.split(' -- ', 1)[0]?.slice(0, longestKept) ?? ''
  return own
    .split(' ')
    .some((word) => word.startsWith('dom0_mem=') && pattern.test(word.slice('dom0_mem='.length)))
}

/** What the hypervisor keeps of its line to tell xl. */
const longestKept = 1023
