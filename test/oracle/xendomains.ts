import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpack } from './unpack.js'

/** A made-up host: what lies in its folders, what runs, and what goes wrong. */
export interface Scene {
  readonly action: 'start' | 'stop'
  /** `/etc/default/xendomains`, in which `@` stands for the folder of the host. */
  readonly defaults: string
  /** Files of the auto folder: the name of the guest in each, nothing for a file that names none. */
  readonly auto: Readonly<Record<string, string>>
  readonly saved: readonly string[]
  readonly running: readonly { readonly id: number; readonly name: string }[]
  readonly failing: readonly string[]
  readonly slow: readonly string[]
  readonly ignoring: readonly string[]
}

/** What came of it, without the words for people. */
export interface Outcome {
  readonly calls: readonly { readonly command: string; readonly status: number }[]
  readonly running: readonly string[]
  readonly saved: readonly string[]
}

/**
 * Runs Debian's own script on each scene, with a stand-in for xl that keeps a table of guests.
 * A second of the script takes as many as `second` says: on a busy machine a short one is over before xl has started.
 */
export function xendomains(scenes: readonly Scene[], second = 0.2): Outcome[] {
  const inPackage = 'etc/init.d/xendomains'
  const script = join(unpack('xendomains', inPackage, ['xen-utils-common']), inPackage)
  const source = readFileSync(script, 'utf8')
  const scratch = mkdtempSync(join(tmpdir(), 'xenlint-xendomains-'))
  try {
    return scenes.map((scene, index) => play(scene, source, join(scratch, `${index}`), second))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function play(scene: Scene, source: string, folder: string, second: number): Outcome {
  const { auto, saved, running, failing, slow, ignoring } = scene
  for (const name of ['auto', 'save', 'bin']) mkdirSync(join(folder, name), { recursive: true })
  for (const [file, name] of Object.entries(auto))
    writeFileSync(join(folder, 'auto', file), name === '' ? 'memory = 64\n' : `name = "${name}"\n`)
  for (const name of saved) writeFileSync(join(folder, 'save', name), '')
  const lines = (list: readonly string[]): string => list.map((each) => `${each}\n`).join('')
  writeFileSync(join(folder, 'defaults'), scene.defaults.replaceAll('@', folder))
  writeFileSync(join(folder, 'domains'), lines(running.map(({ id, name }) => `${id} ${name}`)))
  writeFileSync(join(folder, 'failing'), lines(failing))
  writeFileSync(join(folder, 'slow'), lines(slow))
  writeFileSync(join(folder, 'ignoring'), lines(ignoring))
  writeFileSync(join(folder, 'calls'), '')
  for (const [name, body] of Object.entries(programsOf(second)))
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\nhere=${folder}\n${body}`, { mode: 0o755 })
  const here = source
    .replaceAll('/etc/default/xendomains', join(folder, 'defaults'))
    .replaceAll('/usr/lib/xen-common/bin/', join(folder, 'bin/'))
    .replaceAll('/proc/xen/privcmd', join(folder, 'defaults'))
    .replaceAll('/lib/init/vars.sh', '/dev/null')
    .replaceAll('/lib/lsb/init-functions', join(folder, 'bin/messages'))
  execFileSync('bash', ['-s', scene.action], {
    input: here,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, LC_ALL: 'C' }
  })
  const read = (name: string): string[] => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)
  return {
    calls: read('calls').map((line) => {
      const [, command = '', status] = /^(.*) -> (\d+)$/.exec(line.replaceAll(folder, '@')) ?? []
      return { command, status: Number(status) }
    }),
    running: read('domains').map((line) => line.slice(line.indexOf(' ') + 1)),
    saved: readdirSync(join(folder, 'save')).sort()
  }
}

const programsOf = (second: number): Readonly<Record<string, string>> => ({
  messages: `log_action_begin_msg() { :; }
log_action_cont_msg() { :; }
log_action_end_msg() { :; }
log_action_msg() { :; }
`,
  sleep: `exec /bin/sleep ${second}\n`,
  'xen-init-list': 'exec cat "$here/domains"\n',
  'xen-init-name': `sed -n 's/^name = "\\(.*\\)"$/\\1/p' "$1" 2>/dev/null\n`,
  xen: `all=$*
fails() { grep -qx "$1:$2" "$here/failing" || grep -qxF "$1:*" "$here/failing"; }
done_with() { echo "xl $all -> $1" >>"$here/calls"; exit "$1"; }
takes_time() {
  time=$(sed -n "s/^$1:$2:\\(.*\\)/\\1/p" "$here/slow")
  # No guest is written out in no time: the script kills what takes longer than nothing.
  case $1 in save | migrate) time=\${time:-0.5} ;; esac
  [ -z "$time" ] || /bin/sleep "$(awk "BEGIN { print $time * ${second} }")" </dev/null >/dev/null 2>&1
}
add() {
  last=$(sort -n "$here/domains" | tail -n 1)
  echo "$((\${last%% *} + 1)) $1" >>"$here/domains"
}
drop() { sed -i "/^$1 /d" "$here/domains"; }
case $1 in
  list) exit 0 ;;
  domid) cut -d ' ' -f 2- "$here/domains" | grep -qxF "$2"; exit ;;
  create)
    for file in "$@"; do :; done
    name=$("$here/bin/xen-init-name" "$file")
    [ -n "$name" ] || done_with 1
    cut -d ' ' -f 2- "$here/domains" | grep -qxF "$name" && done_with 1
    fails create "$name" && done_with 1
    add "$name"; done_with 0 ;;
  restore)
    fails restore "\${2##*/}" && done_with 1
    add "\${2##*/}"; done_with 0 ;;
esac
name=$(sed -n "s/^$2 //p" "$here/domains")
takes_time "$1" "$name"
fails "$1" "$name" && done_with 1
case $1 in
  save) : >"$3" || done_with 1; drop "$2" ;;
  migrate) drop "$2" ;;
  shutdown) grep -qxF "$name" "$here/ignoring" || drop "$2" ;;
esac
done_with 0
`
})
