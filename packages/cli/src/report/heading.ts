import type { GroupReport } from '../report.js'

/** What was taken for a host, for which target, and why. */
export function headingOf({ host, target, files }: GroupReport): string {
  const { releases, because } = target
  const names = releases.map(({ debian, xen }) => `Debian ${debian} (Xen ${xen})`)
  const last = names.pop()
  const release = names.length > 0 ? `${names.join(', ')} and ${last}` : last
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  const subject = host === undefined ? count : `Host ${host}: ${count}`
  return `${subject}, checked for ${release}, ${because}.`
}
