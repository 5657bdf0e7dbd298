import { masked, type RecordedDomain, type RecordedGuest, type Recording } from '../../support/recording.js'

/** What dom0 printed, by the name of each question in `dom0/init`. */
export type Answers = Readonly<Record<string, string>>

/** What bash says of xendomains itself, in the middle of other lines, where a file names no guest. */
const ofBash = /\/etc\/init\.d\/xendomains: line \d+: .*\n/g

/** Reads what dom0 answered. */
export function readAnswers(answers: Answers, by: Recording['by']): Recording {
  return {
    by,
    guests: readGuests(
      linesOf(answers['start']?.replace(ofBash, '')),
      remarksByFile(linesOf(answers['remarks']))
    ),
    list: linesOf(answers['list']).slice(1).flatMap(readRow),
    bridges: linesOf(answers['bridges'])
      .map((line) => line.split(' '))
      .map(([name = '', ...ports]) => ({ name, ports: ports.filter((port) => port !== '').sort() })),
    freeKiB: { before: Number(answers['free-before']), after: Number(answers['free-after']) }
  }
}

/** What xl said of each guest, whether it came up or not. */
function remarksByFile(lines: readonly string[]): ReadonlyMap<string, string[]> {
  const remarks = new Map<string, string[]>()
  let last: string[] = []
  for (const line of lines) {
    const [, file] = /^create (\/.*)/.exec(line) ?? []
    if (file === undefined) last.push(masked(line))
    else {
      last = []
      remarks.set(file, last)
    }
  }
  return remarks
}

function readGuests(
  lines: readonly string[],
  remarks: ReadonlyMap<string, readonly string[]>
): RecordedGuest[] {
  const guests: (RecordedGuest & { messages: string[] })[] = []
  for (const line of lines) {
    const [, file, end] = /^Starting Xen domain .*\(from (.*)\)\.*(done|failed)/.exec(line) ?? []
    const last = guests.at(-1)
    if (file !== undefined)
      guests.push(
        end === 'done'
          ? { file, state: 'running', messages: [], remarks: remarks.get(file) ?? [] }
          : { file, state: 'failed', messages: [] }
      )
    else if (last?.state === 'failed' && line.trim() !== '') last.messages.push(masked(line))
  }
  return guests
}

/** Where xl cannot list anything it says why instead. */
function readRow(line: string): RecordedDomain[] {
  const [found, name = '', id, memoryMiB] = /^(.*?) +(\d+) +(\d+) +\d+ +[-a-z]{6} /.exec(line) ?? []
  return found === undefined ? [] : [{ name, id: Number(id), memoryMiB: Number(memoryMiB) }]
}

function linesOf(text = ''): string[] {
  return text.split('\n').filter((line) => line !== '')
}
