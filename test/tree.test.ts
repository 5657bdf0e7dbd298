import assert from 'node:assert/strict'
import test from 'node:test'
import type { Node } from 'unist'
import { folderWith, xenlint } from './support/terminal.js'

interface Answer {
  readonly file: string
  readonly format: string
  readonly tree: UnistNode
}

interface UnistNode extends Node {
  readonly value?: string
  readonly children?: readonly UnistNode[]
}

test('`tree --json` prints unist trees whose leaves are the file, whatever it holds', (t) => {
  const files = {
    'web.cfg': 'name = "web"\r\ndisk = [ "a\u0000\n',
    interfaces: `auto ${'eth0 \\\n'.repeat(3)}\niface eth0 inet dhcp`,
    'deep.cfg': `name = "x"\nx = ${'['.repeat(10_000)}`,
    'latin.cfg': Buffer.from('name = "caf\xe9"\n', 'latin1')
  }
  const { status, stdout } = xenlint(folderWith(t, files), ['tree', '--json', ...Object.keys(files)])
  assert.equal(status, 0)
  const answers = JSON.parse(stdout) as Answer[]
  assert.deepEqual(
    answers.map(({ file, format }) => [file, format]),
    [
      ['web.cfg', 'xl-cfg'],
      ['interfaces', 'interfaces'],
      ['deep.cfg', 'xl-cfg'],
      ['latin.cfg', 'xl-cfg']
    ]
  )
  assert.deepEqual(
    answers.map(({ tree }) => text(tree)),
    Object.values(files).map((file) => (typeof file === 'string' ? file : file.toString('latin1')))
  )
})

test('a node of `tree --json` tells where it stands', (t) => {
  const folder = folderWith(t, { 'web.cfg': '# a guest\nname = "web"\n' })
  const [answer] = JSON.parse(xenlint(folder, ['tree', '--json', 'web.cfg']).stdout) as Answer[]
  const setting = answer?.tree.children?.find(({ type }) => type === 'setting')
  assert.deepEqual(setting?.position, {
    start: { line: 2, column: 1, offset: 10 },
    end: { line: 2, column: 13, offset: 22 }
  })
})

function text(root: UnistNode): string {
  let joined = ''
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    joined += node.value ?? ''
    pending.push(...[...(node.children ?? [])].reverse())
  }
  return joined
}
