import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { folderWith, xenlint } from './support/terminal.js'

/** A host whose second guest lacks what two other files take: each of them has a line of its own to be found at. */
function crowded(t: TestContext): string {
  return folderWith(t, {
    'host/.xenlint/facts.json':
      '{ "debian": "12", "xen": "4.17", "memoryMiB": 4096, "files": ["/boot/vmlinuz"], "volumes": [{ "path": "/dev/vg0/web" }, { "path": "/dev/vg0/db" }] }',
    'host/etc/default/grub': '# Xen\n\nGRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n',
    'host/etc/xen/auto/10-web.cfg':
      'name = "web"\nkernel = "/boot/vmlinuz"\nmemory = 2048\ndisk = [ "/dev/vg0/web,raw,xvda,w" ]\n',
    'host/etc/xen/auto/20-db.cfg':
      'name = "db"\nkernel = "/boot/vmlinuz"\n\nmemory = 1024\ndisk = [ "/dev/vg0/db,raw,xvda,w" ]\n'
  })
}

const message =
  "It wants 1024 MiB, and 980 MiB are free, so the guest does not start with the host: `can't allocate low memory for domain: Out of memory`."
const places = [
  { file: 'host/etc/default/grub', line: 3, column: 19, message: 'What dom0 has is fixed here.' },
  {
    file: 'host/etc/xen/auto/10-web.cfg',
    line: 3,
    column: 10,
    message: '`web`, which starts before, has 2048 MiB.'
  }
]

test('each report leads to the lines of other files that a finding speaks of', (t) => {
  const folder = crowded(t)
  const words = ['text', 'json', 'sarif', 'html'].flatMap((form) => ['-f', `${form}:out.${form}`])
  const run = xenlint(folder, ['check', 'host', ...words])
  assert.deepEqual([run.status, run.stderr], [1, ''])
  const read = (form: string): string => readFileSync(join(folder, `out.${form}`), 'utf8')

  const lines = read('text').replace(/\n +(?=[^ =|0-9])/g, ' ')
  for (const { file, line, message: words } of places)
    assert.ok(lines.includes(`= see ${file}:${line}: ${words}\n`), lines)

  const [finding] = JSON.parse(read('json'))
  assert.equal(finding.message, message)
  assert.deepEqual(
    finding.related.map(
      (each: { file: string; message: string; start: { line: number; column: number } }) => ({
        file: each.file,
        line: each.start.line,
        column: each.start.column,
        message: each.message
      })
    ),
    places
  )

  const [result] = JSON.parse(read('sarif')).runs[0].results
  assert.deepEqual(
    result.relatedLocations.map(
      ({ physicalLocation: { artifactLocation, region }, message: said }: Location) => ({
        file: artifactLocation.uri,
        line: region.startLine,
        column: region.startColumn,
        message: said.text
      })
    ),
    places
  )

  for (const { file, line } of places) assert.ok(read('html').includes(`See ${file}, line ${line}: `), file)
})

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string }
    readonly region: { readonly startLine: number; readonly startColumn: number }
  }
  readonly message: { readonly text: string }
}

test('a candidate is checked as if it stood in the host, in the place of what is there', (t) => {
  const folder = crowded(t)
  const file = join(folder, 'host/etc/xen/auto/20-db.cfg')
  const before = readFileSync(file, 'utf8')
  const check = (text: string): ReturnType<typeof xenlint> => {
    const other = folderWith(t, { 'new.cfg': text })
    return xenlint(folder, [
      ...['check', '--as', 'etc/xen/auto/20-db.cfg', '--host', 'host', '-f', 'json', join(other, 'new.cfg')]
    ])
  }
  const good = check(before.replace('1024', '512'))
  assert.deepEqual([good.status, JSON.parse(good.stdout)], [0, []])
  const bad = check(before.replace('vg0/db', 'vg0/web').replace('1024', '512'))
  assert.equal(bad.status, 1)
  assert.deepEqual(
    JSON.parse(bad.stdout).map((finding: { rule: string; related: { file: string }[] }) => [
      finding.rule,
      finding.related.map((each) => each.file)
    ]),
    [['disk-shared', ['host/etc/xen/auto/10-web.cfg']]]
  )
  assert.equal(readFileSync(file, 'utf8'), before)
})

test('what a candidate breaks in other files of the host is told, and nothing that they had before', (t) => {
  const folder = folderWith(t, {
    'host/etc/network/interfaces': 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n',
    'host/etc/xen/web.cfg':
      'name = "web"\nkernel = "/k"\nmemory = 512\nvif = [ "bridge=xenbr0" ]\non_crash = "never"\n',
    'new': 'auto xenbr1\niface xenbr1 inet manual\n    bridge_ports none\n',
    same: 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n    bridge_stp off\n'
  })
  const check = (file: string): unknown => {
    const { status, stdout } = xenlint(folder, [
      ...['check', '--as', 'etc/network/interfaces', '--host', 'host', '-f', 'json', file]
    ])
    const found = JSON.parse(stdout) as { rule: string; file: string; start: { line: number } }[]
    return [status, found.map((each) => [each.file, each.rule, each.start.line])]
  }
  assert.deepEqual(check('same'), [0, []])
  assert.deepEqual(check('new'), [1, [['host/etc/xen/web.cfg', 'bridge-missing', 4]]])
})

test('a candidate wants a place and a host, and no fix', (t) => {
  const folder = crowded(t)
  const guest = 'host/etc/xen/auto/20-db.cfg'
  for (const words of [
    ['--as', 'etc/xen/a.cfg', guest],
    ['--host', 'host', guest],
    ['--as', 'etc/xen/a.cfg', '--host', 'host'],
    ['--as', 'etc/xen/a.cfg', '--host', 'host', '--fix', guest]
  ]) {
    const { status, stdout, stderr } = xenlint(folder, ['check', ...words])
    assert.deepEqual([status, stdout], [2, ''], words.join(' '))
    assert.match(stderr, /A candidate is /)
  }
})

test('an option of xend is told with what to write elsewhere', (t) => {
  const { status, stdout } = xenlint(folderWith(t), ['options', 'enable-dom0-ballooning'])
  assert.equal(status, 0)
  assert.match(
    stdout.replace(/\s+/g, ' '),
    /`no` becomes `autoballoon="off"` in \/etc\/xen\/xl\.conf; `yes` becomes/
  )
  const other = xenlint(folderWith(t), ['options', 'dom0-cpus'])
  assert.match(other.stdout.replace(/\s+/g, ' '), /`N` becomes `dom0_max_vcpus=N` on Xen's command line/)
})
