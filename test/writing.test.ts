import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { top } from './support/page.js'
import { folderWith, xenlint } from './support/terminal.js'

const repeated = 'name = "web"\nmemory = 512\nmemory = 1024\nkernel = "/k"\n'
const mended = 'name = "web"\nmemory = 1024\nkernel = "/k"\n'
const isRoot = process.getuid?.() === 0

test('--fix writes what is safe, says so, and a second run finds nothing to do', (t) => {
  const folder = folderWith(t, { 'web.cfg': `${repeated}vcpu = 2\n` })
  const first = xenlint(folder, ['--fix', 'web.cfg'])
  assert.match(first.stdout, /^Fixed 1 finding in 1 file\.\n1 warning in 1 file\.$/m)
  assert.equal(readFileSync(join(folder, 'web.cfg'), 'utf8'), `${mended}vcpu = 2\n`)
  const before = statSync(join(folder, 'web.cfg'))
  assert.doesNotMatch(xenlint(folder, ['--fix', 'web.cfg']).stdout, /Fixed/)
  assert.equal(statSync(join(folder, 'web.cfg')).ino, before.ino)
})

test('--unsafe-fixes writes the suggested ones too, --rule only those of a rule', (t) => {
  const folder = folderWith(t, { 'web.cfg': `${repeated}vcpu = 2\n` })
  xenlint(folder, ['--unsafe-fixes', '--rule', 'option-unknown', 'web.cfg'])
  assert.equal(readFileSync(join(folder, 'web.cfg'), 'utf8'), `${repeated}vcpus = 2\n`)
})

test('--diff writes nothing, is 1 where a fix would change something, and its patch applies', (t) => {
  const latin = Buffer.concat([
    Buffer.from('# caf\xe9\r\n', 'latin1'),
    Buffer.from(repeated.replaceAll('\n', '\r\n'))
  ])
  for (const text of [Buffer.from(repeated), latin]) {
    const folder = folderWith(t, { 'web.cfg': text })
    const { status } = xenlint(folder, ['--diff', 'web.cfg'])
    assert.equal(status, 1)
    assert.deepEqual(readFileSync(join(folder, 'web.cfg')), text)
    xenlint(folder, ['--fix', 'web.cfg'])
    const fixed = readFileSync(join(folder, 'web.cfg'))
    writeFileSync(join(folder, 'web.cfg'), text)
    const program = join(top, 'packages/cli/bin/xenlint.cjs')
    const patch = spawnSync(process.execPath, [program, '--diff', 'web.cfg'], { cwd: folder }).stdout
    assert.ok(spawnSync('patch', ['-p0', '--binary'], { cwd: folder, input: patch }).status === 0)
    assert.deepEqual(readFileSync(join(folder, 'web.cfg')), fixed)
    assert.deepEqual(xenlint(folder, ['--diff', 'web.cfg']), { status: 0, stdout: '', stderr: '' })
  }
})

test('outside a fix every byte stays: Latin-1, carriage returns, a byte order mark, no last newline', (t) => {
  const texts: Record<string, readonly [before: string, after: string]> = {
    latin1: ['# caf\xe9 \xff\x00\x80\nmemory = 1\nmemory = 2', '# caf\xe9 \xff\x00\x80\nmemory = 2'],
    crlf: ['name = "a"\nmemory = 1\nmemory = 2\n# end\r\n\r\n', 'name = "a"\nmemory = 2\n# end\r\n\r\n'],
    bom: ['\xef\xbb\xbf# caf\xc3\xa9\nmemory = 1\nmemory = 2\n', '\xef\xbb\xbf# caf\xc3\xa9\nmemory = 2\n']
  }
  for (const [name, [before, after]] of Object.entries(texts)) {
    const folder = folderWith(t, { 'web.cfg': Buffer.from(before, 'latin1') })
    xenlint(folder, ['--fix', '--rule', 'option-repeated', '--kind', 'xl-cfg', 'web.cfg'])
    assert.equal(readFileSync(join(folder, 'web.cfg'), 'latin1'), after, name)
    assert.deepEqual(readdirSync(folder), ['web.cfg'])
  }
})

test('a fix keeps mode and owner, and writes through a link', (t) => {
  const folder = folderWith(t, { 'guests/web.cfg': repeated })
  const real = join(folder, 'guests/web.cfg')
  chmodSync(real, 0o640)
  if (isRoot) chownSync(real, 1234, 2345)
  const before = statSync(real)
  mkdirSync(join(folder, 'auto'))
  symlinkSync('../guests/web.cfg', join(folder, 'auto/web'))
  assert.equal(xenlint(folder, ['--fix', '--kind', 'xl-cfg', 'auto/web']).status, 0)
  const after = statSync(real)
  assert.equal(readFileSync(real, 'utf8'), mended)
  assert.deepEqual([after.mode, after.uid, after.gid], [before.mode, before.uid, before.gid])
  assert.ok(lstatSync(join(folder, 'auto/web')).isSymbolicLink())
  assert.equal(readlinkSync(join(folder, 'auto/web')), '../guests/web.cfg')
})

test('what may not be read or written is told, left as it was, and ends with 2', (t) => {
  const folder = folderWith(t, { 'locked/web.cfg': repeated, 'hidden.cfg': repeated, 'open.cfg': repeated })
  // Root may do anything, so somebody else runs a copy of the program.
  cpSync(join(top, 'packages/cli/bin'), join(folder, 'program/bin'), { recursive: true })
  cpSync(join(top, 'packages/cli/bundle'), join(folder, 'program/bundle'), { recursive: true })
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'hidden.cfg'), 0)
  chmodSync(join(folder, 'locked'), 0o555)
  const words = [join(folder, 'program/bin/xenlint.cjs'), '--fix', 'locked', 'hidden.cfg']
  const someone = isRoot ? { uid: 65534, gid: 65534 } : {}
  const { status, stderr, stdout } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    ...someone
  })
  chmodSync(join(folder, 'locked'), 0o755)
  assert.equal(status, 2)
  assert.deepEqual(stderr.split('\n').sort().slice(1), [
    'xenlint: `hidden.cfg` may not be read by you; try it as root.',
    'xenlint: `locked/web.cfg` cannot be written by you and is left as it was; try it as root.'
  ])
  assert.match(stdout, /`memory` is set again below/)
  assert.equal(readFileSync(join(folder, 'locked/web.cfg'), 'utf8'), repeated)
  assert.deepEqual(readdirSync(join(folder, 'locked')), ['web.cfg'])
})

test('the standard input is checked under the name it is given, and mended to the standard output', (t) => {
  const folder = folderWith(t)
  const name = ['-', '--stdin-filename', 'etc/xen/web.cfg', '--xen', '4.17']
  assert.match(xenlint(folder, name, 'vcpu = 2\n').stdout, /^etc\/xen\/web\.cfg$/m)
  const { status, stdout, stderr } = xenlint(folder, [...name, '--fix'], repeated)
  assert.deepEqual([status, stdout], [0, mended])
  assert.match(stderr, /^Fixed 1 finding in 1 file\.$/m)
  assert.match(xenlint(folder, ['-'], '\u00ff').stderr, /tells what it is; say it with --kind/)
  assert.match(xenlint(folder, ['-', 'web.cfg'], '').stderr, /`-` stands alone/)
  assert.deepEqual(readdirSync(folder), [])
})

test('reports go to files as well, and one that cannot be written ends with 2', (t) => {
  const folder = folderWith(t, { 'web.cfg': 'vcpu = 2\nname = "web"\nmemory = 512\nkernel = "/k"\n' })
  const { stdout } = xenlint(folder, [
    'web.cfg',
    '-f',
    'compact',
    '-f',
    'json:out.json',
    '-f',
    'sarif:out.sarif'
  ])
  assert.match(stdout, /^web\.cfg:1:1: warning: .* \[option-unknown\]\n$/)
  const [finding] = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))
  assert.deepEqual(Object.keys(finding), [
    ...['file', 'format', 'rule', 'case', 'severity', 'certainty', 'needs', 'message'],
    ...['start', 'end', 'related', 'fixes', 'url']
  ])
  assert.deepEqual(finding.end, { line: 1, column: 5, offset: 4 })
  assert.equal(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version, '2.1.0')
  const lost = xenlint(folder, ['web.cfg', '-f', 'json:no/out.json'])
  assert.deepEqual(
    [lost.status, lost.stderr],
    [2, 'xenlint: `no/out.json` cannot be written: its folder does not exist.\n']
  )
})

test('the tree of any file prints back, also as JSON', (t) => {
  const texts = ['name = "a"\n', '[[[[(((,"\n'.repeat(9), '['.repeat(10_000), '', '\ufeffx\r\r\n\0']
  for (const text of texts) {
    const folder = folderWith(t, { 'web.cfg': text })
    const { status, stdout } = xenlint(folder, ['tree', '--json', '--kind', 'xl-cfg', 'web.cfg'])
    assert.equal(status, 0)
    const values = [...stdout.matchAll(/"value":("(?:[^"\\]|\\.)*")/g)].map(([, value]) =>
      JSON.parse(value ?? '')
    )
    assert.equal(values.join(''), text)
    assert.deepEqual(stdout.slice(0, 46), '[\n{"file":"web.cfg","format":"xl-cfg","tree":{')
  }
})

test('a fault of its own is told as such, with what to report, and ends with 2', (t) => {
  const folder = folderWith(t, { 'web.cfg': repeated })
  for (const part of ['bin', 'bundle']) {
    cpSync(join(top, 'packages/cli', part), join(folder, 'program', part), { recursive: true })
  }
  writeFileSync(join(folder, 'program/bundle/work.cjs'), "throw new Error('the tree is bent')\n")
  const words = [join(folder, 'program/bin/xenlint.cjs'), 'web.cfg']
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  assert.deepEqual([status, stdout], [2, ''])
  assert.match(stderr, /^xenlint: This is a fault of xenlint [\d.]+ itself, not of your files\./)
  assert.match(stderr, /Error: the tree is bent/)
})

test('large files of other people are passed by, unless they are named or lie where ours do', (t) => {
  const large = `name = "web"\nmemory = 512\n${'# filled up\n'.repeat(60_000)}`
  const folder = folderWith(t, { 'web.cfg': repeated, 'dump.txt': large, 'host/etc/xen/db.cfg': large })
  assert.match(xenlint(folder, []).stdout, / in 2 files\.$/m)
  assert.match(xenlint(folder, ['dump.txt']).stdout, / in 1 file\.$/m)
})
