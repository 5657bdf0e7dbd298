import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What dash made of a text that it sourced under `set -e`. */
export interface Sourced {
  readonly status: number
  /** Its last word on standard error, without its own name and the file's: `2: Syntax error: …`. */
  readonly complaint: string
  readonly variables: ReadonlyMap<string, string>
}

/** Sources texts with dash, each in a shell of its own without any program at hand. */
export function source(texts: readonly string[], names: readonly string[]): Sourced[] {
  const dump = names
    .map((name) => `[ -z "\${${name}+set}" ] || printf '${name}=%s\\000' "$${name}"`)
    .join('\n')
  const script = `set -e
dump() { status=$?; trap - EXIT; set +e; printf '\\001%s\\000' $status
${dump}
}
trap dump EXIT
. "./$1"
`
  return inFolder(texts, script, '"$dash" ../script "$each"').map((said) => {
    const [words = '', ended = ''] = said.split('\u0001')
    const [status = '', ...fields] = ended.split('\0').filter((field) => field !== '')
    const variables = new Map(fields.map((field) => [nameOf(field), field.slice(nameOf(field).length + 1)]))
    return { status: Number(status), complaint: complaintIn(words), variables }
  })
}

/** What dash says of texts that it only reads: `2: end of file unexpected`, or nothing. */
export function verdicts(texts: readonly string[]): string[] {
  return inFolder(texts, '', '"$dash" -n "$each"').map((said) => {
    const [, line, words] = /^\d+: (\d+): (?:Syntax error: )?(.*)$/m.exec(said) ?? []
    return line === undefined ? '' : `${line}: ${words}`
  })
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf('='))
}

function complaintIn(words: string): string {
  const [, line, complaint] = /^\S+: (\d+): (?:\.\/\d+: )?([\s\S]*)\n/.exec(words) ?? []
  return line === undefined ? '' : `${line}: ${complaint}`
}

// One shell for all of them: starting one for each from here would take most of the time.
function inFolder(texts: readonly string[], script: string, command: string): string[] {
  const dash = process.env['XENLINT_DASH']
  if (!dash) throw new Error('XENLINT_DASH is not set; expected the path that install-dash.sh prints')
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-dash-'))
  try {
    const inside = join(folder, 'texts')
    mkdirSync(inside)
    writeFileSync(join(folder, 'script'), script)
    for (const [index, text] of texts.entries()) writeFileSync(join(inside, String(index)), text)
    const loop = `dash='${dash}'; each=0; while [ $each -lt ${texts.length} ]; do printf '\\002'; ${command} 2>&1 </dev/null; each=$((each + 1)); done`
    const { stdout } = spawnSync(dash, ['-c', loop], {
      cwd: inside,
      env: { PATH: '/nonexistent' },
      encoding: 'utf8',
      maxBuffer: 2 ** 30
    })
    return stdout.split('\u0002').slice(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
