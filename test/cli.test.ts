import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { folderWith, program, xenlint } from './support/terminal.js'

const healthy = 'name = "web"\nmemory = 512\nvcpus = 2\nkernel = "/k"\n'
const misspelt = 'name = "web"\nmemory = 512\nvcpu = 2\nkernel = "/k"\n'
const repeated = 'name = "web"\nmemory = 512\nmemory = 1024\nkernel = "/k"\n'

test('a healthy guest leaves two lines and status 0', (t) => {
  const folder = folderWith(t, { 'web.cfg': healthy })
  assert.deepEqual(xenlint(folder, ['--xen', '4.17', 'web.cfg']), {
    status: 0,
    stdout:
      '1 file, checked for Debian 12 (Xen 4.17), as the command line says.\n' +
      'No errors and no warnings in 1 file.\n',
    stderr: ''
  })
})

test('a report says what is wrong, where, and how to mend it', (t) => {
  const folder = folderWith(t, { 'etc/xen/web.cfg': misspelt })
  assert.deepEqual(xenlint(folder, ['--debian', 'bookworm']), {
    status: 0,
    stdout: `Host .: 1 file, checked for Debian 12 (Xen 4.17), as the command line says.

etc/xen/web.cfg

  3:1  warning  \`vcpu\` is no option of xl, which ignores it without a word; did
                you mean \`vcpus\`? option-unknown
    3 | vcpu = 2
      | ^^^^
      = fix: Change to \`vcpus\`, which then takes effect (suggested)

1 warning in 1 file.
1 has a suggested fix: --unsafe-fixes.
`,
    stderr: ''
  })
})

test('the status is 1 from --fail-on up, and above --max-warnings', (t) => {
  const folder = folderWith(t, { 'web.cfg': misspelt })
  const status = (...words: string[]): number | null => xenlint(folder, ['web.cfg', ...words]).status
  assert.equal(status(), 0)
  assert.equal(status('--fail-on', 'warning'), 1)
  assert.equal(status('--fail-on=hint'), 1)
  assert.equal(status('--max-warnings', '0'), 1)
  assert.equal(status('--max-warnings', '1'), 0)
  assert.equal(status('--severity', 'option-unknown=error'), 1)
  assert.equal(status('--severity', 'option-unknown=off', '--fail-on', 'hint'), 0)
  assert.equal(status('--rule', 'option-repeated', '--fail-on', 'hint'), 0)
})

test('what `npm pack` ships needs Node and nothing else', (t) => {
  const folder = folderWith(t, { 'web.cfg': healthy })
  const shipped = dirname(dirname(program))
  const { files } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as { files: string[] }
  for (const part of files) cpSync(join(shipped, part), join(folder, 'package', part), { recursive: true })
  for (const words of [
    ['check', '--fix', '--diff', 'web.cfg'],
    ['-f', 'html', 'web.cfg'],
    ['explain', 'mac-odd'],
    ['options', 'vcpus'],
    ['simulate', '.'],
    ['facts', '--print'],
    ['fmt', '--check', 'web.cfg']
  ]) {
    const alone = spawnSync(process.execPath, [join(folder, 'package/bin/xenlint.cjs'), ...words], {
      cwd: folder,
      encoding: 'utf8'
    })
    const { status, stdout } = xenlint(folder, words)
    assert.deepEqual([alone.status, alone.stdout], [status, stdout], alone.stderr)
  }
})

test('wrong usage is told with the nearest right one, on the error stream, with status 2', (t) => {
  const folder = folderWith(t, { 'web.cfg': healthy })
  const told = (...words: string[]): string => {
    const { status, stdout, stderr } = xenlint(folder, words)
    assert.deepEqual([status, stdout], [2, ''])
    return stderr
  }
  assert.equal(
    told('--sevrity', 'x', 'web.cfg'),
    'xenlint: `xenlint check` has no option `--sevrity`; did you mean `--severity`?\n'
  )
  assert.match(told('tree', '--fix', 'web.cfg'), /`--fix`; it belongs to `xenlint check`\.\n$/)
  assert.match(told('web.cfg', '--rule', 'option-unknwon'), /did you mean `option-unknown`\?\n$/)
  assert.match(told('web.cfg', '--severity', 'option-unknown=eror'), /did you mean `error`\?\n$/)
  assert.match(told('web.cfg', '-f', 'gihub'), /did you mean `github`\?\n$/)
  assert.match(told('web.cfg', '--kind', 'xlcfg'), /did you mean `xl-cfg`\?\n$/)
  assert.match(told('web.cfg', '--xen', '4.99'), /it knows `4\.0` to `4\.22`\.\n$/)
  assert.match(told('web.cfg', '--debian', '14'), /it knows 6 \(squeeze\), .*, 13 \(trixie\)\.\n$/)
  assert.match(told('web.cfg', '--fail-on'), /wants a value behind it: `--fail-on error\|warning\|hint`\.\n$/)
  assert.match(told('web.cfg', '--fix=yes'), /takes no value, but `yes` was given\.\n$/)
  assert.match(told('web.cfg', '--max-warnings', 'few'), /wants a number, not `few`\.\n$/)
  assert.match(told('explain', 'option-unknow'), /did you mean `option-unknown`\?\n$/)
  assert.match(told('help', 'chekc'), /did you mean `check`\?\n$/)
  assert.match(told('-f', 'json', '-f', 'sarif', 'web.cfg'), /`--format sarif:FILE`\.\n$/)
})

test('every command tells how it is used', (t) => {
  const folder = folderWith(t)
  const { stdout } = xenlint(folder, ['--help'])
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: .*)? {2,}[a-z]/gm)].map(([, name]) => name ?? '')
  const known = [
    ...['check', 'explain', 'rules', 'options', 'plan', 'fmt', 'facts', 'simulate'],
    ...['tree', 'init', 'lsp']
  ]
  assert.deepEqual(commands.slice(0, known.length), known)
  for (const name of known) {
    const help = xenlint(folder, [name, '--help'])
    assert.match(help.stdout, new RegExp(`^xenlint ${name}: [\\s\\S]*\\nExamples:\\n`))
    assert.equal(help.status, 0)
    assert.ok(help.stdout.split('\n').every((line) => line.length <= 80))
  }
})

test('the release comes from the command line, the configuration, the facts, the files, in this order', (t) => {
  const folder = folderWith(t, {
    'host/etc/xen/web.cfg': healthy,
    'host/etc/debian_version': '11.9\n',
    'host/.xenlint/facts.json': '{ "debian": "12" }\n',
    '.xenlintrc.json': '{ "target": { "debian": "13" } }\n'
  })
  const target = (...words: string[]): string =>
    /checked for ([\s\S]*)\.\nNo/
      .exec(xenlint(folder, [...words, 'host']).stdout)?.[1]
      ?.replace(/\n/g, ' ') ?? ''
  assert.equal(target('--debian', 'buster'), 'Debian 10 (Xen 4.11), as the command line says')
  assert.equal(target('--xen', '4.15'), 'Debian 11 (Xen 4.15), as the command line says')
  assert.equal(target(), `Debian 13 (Xen 4.20), as \`${join(folder, '.xenlintrc.json')}\` says`)
  assert.equal(target('--no-config'), 'Debian 12 (Xen 4.17), as `.xenlint/facts.json` says')
  rmSync(join(folder, 'host/.xenlint'), { recursive: true })
  assert.equal(target('--no-config'), 'Debian 11 (Xen 4.14), as `etc/debian_version` says')
  rmSync(join(folder, 'host/etc/debian_version'))
  assert.equal(
    target('--no-config'),
    'Debian 11 (Xen 4.14), Debian 12 (Xen 4.17) and Debian 13 (Xen 4.20), as nothing names a release'
  )
})

test('a fleet is checked host by host, a link to a guest is no second guest', (t) => {
  const folder = folderWith(t, {
    'fleet/alpha/etc/xen/web.cfg': healthy,
    'fleet/beta/etc/xen/web.cfg': misspelt,
    'fleet/beta/etc/xen/db.cfg': healthy,
    'fleet/.git/etc/xen/old.cfg': misspelt,
    'fleet/node_modules/x/etc/xen/old.cfg': misspelt
  })
  mkdirSync(join(folder, 'fleet/beta/etc/xen/auto'))
  symlinkSync('../web.cfg', join(folder, 'fleet/beta/etc/xen/auto/10-web'))
  symlinkSync('/etc/xen/db.cfg', join(folder, 'fleet/beta/etc/xen/auto/20-db'))
  symlinkSync('../gone.cfg', join(folder, 'fleet/beta/etc/xen/auto/30-gone'))
  symlinkSync('..', join(folder, 'fleet/beta/etc/xen/auto/loop'))
  const { stdout, stderr } = xenlint(folder, ['fleet', '--xen', '4.17'])
  assert.equal(stderr, '')
  assert.deepEqual(
    [...stdout.matchAll(/^Host .*?: \d+ files?/gm)].map(([line]) => line),
    ['Host fleet/alpha: 1 file', 'Host fleet/beta: 2 files']
  )
  assert.match(stdout, /^fleet\/beta\/etc\/xen\/web\.cfg$/m)
  assert.match(stdout, /^1 error, 2 warnings in 3 files\.$/m)
})

test('a link that starts at the root of a host stays inside it, whatever the ignore files say', (t) => {
  const folder = folderWith(t, {
    'host/etc/xen/.gitignore': 'nothing\n',
    'host/srv/guests/web.cfg': misspelt,
    'host/srv/guests/.gitignore': 'nothing\n'
  })
  symlinkSync('/srv/guests', join(folder, 'host/etc/xen/auto'))
  const { stdout, stderr } = xenlint(folder, ['host', '--xen', '4.17'])
  assert.equal(stderr, '')
  assert.match(stdout, /^1 warning in 1 file\.$/m)
})

test('ignore files, the configuration and templates leave files out, a named file is read all the same', (t) => {
  const folder = folderWith(t, {
    'a.cfg': misspelt,
    'b.cfg': misspelt,
    'c.cfg': misspelt,
    'deep/d.cfg': misspelt,
    'e.cfg.j2': 'name = "{{ name }}"\nmemory = 1\n',
    'kept.cfg': healthy,
    '.gitignore': 'a.cfg\n',
    '.xenlintignore': 'b.cfg\n',
    'deep/.xenlintignore': '*\n',
    '.xenlintrc.yaml': 'ignore:\n  - c.cfg\n'
  })
  const { stdout } = xenlint(folder, [])
  assert.match(stdout, /^1 file, /)
  assert.match(stdout, /^Note: one template is left out: check what is made of it\.$/m)
  assert.match(xenlint(folder, ['a.cfg']).stdout, /^a\.cfg$/m)
  assert.equal(
    xenlint(folder, ['e.cfg.j2']).stdout,
    'Note: one template is left out: check what is made of it.\n\nNothing was checked.\n'
  )
})

test('a folder without any file of ours, a missing and an unknown file are status 2, the rest is still read', (t) => {
  const folder = folderWith(t, { 'notes/README.md': '# Notes\n', 'web.cfg': misspelt })
  const beside = folderWith(t, { 'setup.cfg': '[metadata]\n', 'web1/etc/xen/web.cfg': healthy })
  assert.equal(xenlint(beside, ['.']).status, 0)
  const empty = xenlint(folder, ['notes'])
  assert.deepEqual([empty.status, empty.stdout], [2, ''])
  assert.match(empty.stderr, /^xenlint: `notes` holds no file that xenlint knows; it looks for /)
  assert.match(
    xenlint(folder, ['notes/README.md']).stderr,
    /^xenlint: Neither the name nor the text of `notes\/README\.md` tells what it is; say it with --kind: /
  )
  const both = xenlint(folder, ['gone.cfg', 'web.cfg'])
  assert.equal(both.status, 2)
  assert.equal(both.stderr, 'xenlint: There is no file or folder `gone.cfg`.\n')
  assert.match(both.stdout, /^1 warning in 1 file\.$/m)
  assert.equal(xenlint(folder, ['chekc', 'web.cfg']).status, 2)
})

test('a link in a circle, a name that is not UTF-8 and a full disk are told as what they are', (t) => {
  const folder = folderWith(t, { 'etc/xen/web.cfg': healthy, 'closed/x.cfg': healthy })
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/etc/xen/caf`), Buffer.from([0xe9, 0x2e, 0x63])]), '')
  const odd = xenlint(folder, ['-f', 'json', 'etc/xen/caf\uFFFD.c'])
  assert.deepEqual(
    [odd.status, odd.stderr],
    [2, 'xenlint: `etc/xen/caf\uFFFD.c` has a name that is not UTF-8, so xenlint cannot open it.\n']
  )
  symlinkSync('.gitignore', join(folder, 'closed/.gitignore'))
  assert.equal(xenlint(folder, ['closed']).status, 0)
  const full = spawnSync('sh', ['-c', `"$0" "${program}" etc/xen/web.cfg >/dev/full`, process.execPath], {
    cwd: folder,
    encoding: 'utf8'
  })
  assert.deepEqual(
    [full.status, full.stderr],
    [2, 'xenlint: The output cannot be written: ENOSPC: no space left on device, write.\n']
  )
})

test('a file that is named is read for its name alone where its text tells nothing, one of another language is not', (t) => {
  const folder = folderWith(t, { 'web.cfg': 'a = 1\n', interfaces: 'auto lo\n', 'setup.cfg': '[a]\nx = 1\n' })
  assert.match(xenlint(folder, ['web.cfg', 'interfaces']).stdout, /^2 files, /)
  assert.equal(xenlint(folder, ['setup.cfg']).status, 2)
})

test('a broken configuration is told with its file, and nothing passes for checked', (t) => {
  const folder = folderWith(t, { 'web.cfg': healthy })
  const told = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    const { status, stderr } = xenlint(folder, ['web.cfg'])
    rmSync(join(folder, name))
    assert.equal(status, 2)
    return stderr.replaceAll(`${folder}/`, '')
  }
  assert.match(told('.xenlintrc.json', '{ "rules": '), /^xenlint: `\.xenlintrc\.json` cannot be read: /)
  assert.match(told('.xenlintrc.yaml', 'rules: [\n'), /^xenlint: `\.xenlintrc\.yaml` cannot be read: /)
  assert.match(told('.xenlintrc.yaml', 'rulse:\n  a: b\n'), /there is no key `rulse`; did you mean `rules`\?/)
  assert.match(told('.xenlintrc.json', '{ "rules": { "option-unknown": 2 } }'), /not to `2`/)
  assert.match(told('.xenlintrc.json', '{ "target": { "xen": 4.2 } }'), /in quotes: `"4\.2"`/)
  assert.match(told('.xenlintrc.yaml', 'target:\n  xen: 5.1\n'), /no Xen release `5\.1`/)
  assert.match(told('.xenlintrc.yaml', 'extends: .xenlintrc.yaml\n'), /extends itself/)
  assert.match(told('.xenlintrc.yaml', 'extends: other.yaml\n'), /There is no file or folder `other\.yaml`/)
})

test('a configuration counts for all below it, with what it extends, unless the command line says otherwise', (t) => {
  const folder = folderWith(t, {
    '.xenlintrc.yaml': 'extends: base.json\nkinds:\n  "*.guest": xl-cfg\ntarget:\n  debian: 12\n',
    'base.json': '{ "rules": { "option-unknown": "error" } }',
    'deep/web.guest': 'vcpu = 2\n'
  })
  const status = (...words: string[]): number | null =>
    xenlint(folder, ['deep/web.guest', '--rule', 'option-unknown', ...words]).status
  assert.equal(status(), 1)
  assert.equal(status('--severity', 'option-unknown=hint'), 0)
  assert.equal(xenlint(folder, ['deep/web.guest', '--no-config']).status, 2)
  const shown = JSON.parse(xenlint(folder, ['--print-config', 'deep']).stdout)
  assert.deepEqual(shown, {
    file: join(folder, '.xenlintrc.yaml'),
    target: { debian: '12' },
    rules: { 'option-unknown': 'error' },
    ignore: [],
    kinds: { '*.guest': 'xl-cfg' },
    facts: null
  })
})

test('a first configuration is written once, can be read, and says nothing by itself', (t) => {
  const folder = folderWith(t, { 'web.cfg': healthy })
  assert.equal(xenlint(folder, ['init']).status, 0)
  const written = readFileSync(join(folder, '.xenlintrc.yaml'), 'utf8')
  assert.equal(xenlint(folder, ['web.cfg']).status, 0)
  assert.equal(xenlint(folder, ['init']).status, 2)
  assert.equal(readFileSync(join(folder, '.xenlintrc.yaml'), 'utf8'), written)
  // All that stands behind its comment signs is right too.
  const lines = written.split('\n').filter((line) => /^#( {2}| ?[a-z]+:)/.test(line))
  const active = lines.filter((line) => !/extends|facts/.test(line)).map((line) => line.replace(/^# ?/, ''))
  writeFileSync(join(folder, '.xenlintrc.yaml'), active.join('\n'))
  assert.deepEqual(xenlint(folder, ['web.cfg']).stderr, '')
})

test('a baseline puts up with what was there, and with no more', (t) => {
  const folder = folderWith(t, { 'web.cfg': misspelt, 'db.cfg': repeated })
  const strict = ['--baseline', 'known.json', '--fail-on', 'hint']
  assert.match(xenlint(folder, strict).stderr, /There is no file or folder `known\.json`\. --update-baseline/)
  xenlint(folder, [...strict, '--update-baseline'])
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')), [
    { file: 'db.cfg', rule: 'option-repeated', case: 'lost', setting: 'memory', count: 1 },
    { file: 'web.cfg', rule: 'option-unknown', case: 'misspelt', setting: 'vcpu', count: 1 }
  ])
  assert.equal(xenlint(folder, strict).status, 0)
  writeFileSync(join(folder, 'web.cfg'), `\n\n${misspelt}`)
  assert.equal(xenlint(folder, strict).status, 0)
  writeFileSync(join(folder, 'web.cfg'), `${misspelt}bot = "d"\n`)
  assert.equal(xenlint(folder, strict).status, 1)
  // What is not checked keeps its entries.
  writeFileSync(join(folder, 'web.cfg'), healthy)
  xenlint(folder, ['web.cfg', '--baseline', 'known.json', '--update-baseline'])
  assert.deepEqual(
    JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')).map(({ file }: { file: string }) => file),
    ['db.cfg']
  )
})

test('many findings that say the same are folded, those that say another thing are not', (t) => {
  const line = 'memory = 512\n'
  const folder = folderWith(t, {
    'web.cfg': `name = "web"\n${line.repeat(9)}a = 1\nb = 1\nc = 1\nkernel = "/k"\n`
  })
  const brief = xenlint(folder, ['web.cfg', '--severity', 'option-repeated=warning']).stdout
  assert.equal(brief.match(/is set to the same value/g)?.length, 2)
  assert.match(brief, /^ {6}… and 6 more like this \(-v shows all\)$/m)
  assert.match(brief, /`a` is no option[\s\S]*`b` is no option[\s\S]*`c` is no option/)
  const whole = xenlint(folder, ['web.cfg', '-v', '--severity', 'option-repeated=warning']).stdout
  assert.equal(whole.match(/is set to the same value/g)?.length, 8)
})

test('nothing in a file reaches the terminal as an order, and no line of a report is too wide', (t) => {
  const long = 'x'.repeat(300)
  const folder = folderWith(t, {
    'web.cfg': `name = "a"\nvcpu = 2 # \x1b[31m\x07 \u202e ${long}\ndisk = "${long}"\nkernel = "/k"\n`
  })
  const { stdout } = xenlint(folder, ['web.cfg', '-v'])
  assert.match(stdout, /<1B>\[31m<07> <202E>/)
  assert.doesNotMatch(stdout.replaceAll('\n', ''), /\p{Cc}|\p{Cf}/u)
  assert.ok(stdout.split('\n').every((line) => line.length <= 80))
})

test('colours come where they are asked for, and leave the words alone', (t) => {
  const folder = folderWith(t, { 'web.cfg': misspelt })
  const plain = xenlint(folder, ['web.cfg'])
  const coloured = xenlint(folder, ['web.cfg', '--color', 'always'])
  assert.match(coloured.stdout, /\x1b\[1;33mwarning\x1b\[0m/)
  assert.equal(coloured.stdout.replace(/\x1b\[[\d;]*m/g, ''), plain.stdout)
})

test('the value of a secret option is never shown, in no output and however it is written', (t) => {
  const guest = [
    'name = "a"',
    'vncpasswd = "Hush1"',
    "vncpasswd='Hush2'",
    'vncpasswd = Hush3',
    'vncpasswd = [ "Hush4" ]',
    'vncpaswd = "Hush5"',
    'vfb = [ "vnc=1,vncpasswd=Hush6,vncdisplay=1" ] x',
    'vncpasswd = "Hush7'
  ]
  const folder = folderWith(t, {
    'web.cfg': `${guest.join('\n')}\n`,
    interfaces:
      'iface wlan0 inet dhcp\n  wpa-psk Hush8 and Hush9 # c\n  wireless_key1 s:Hush10\n  wpa-psk Hush11\n',
    'xend-config.sxp': "(vncpasswd 'Hush12')\n(vncpasswd Hush13)\n(vncpasswd 1 2)\n"
  })
  const formats = ['text', 'compact', 'json', 'sarif', 'github', 'junit', 'checkstyle', 'html']
  const runs = [...formats.map((format) => ['-v', '-f', format]), ['--diff'], ['--unsafe-fixes', '--diff']]
  for (const words of runs) {
    const { stdout } = xenlint(folder, ['web.cfg', 'interfaces', 'xend-config.sxp', '--xen', '4.1', ...words])
    assert.match(stdout, /vncpasswd/, words.join(' '))
    assert.doesNotMatch(stdout, /Hush/, words.join(' '))
  }
})
