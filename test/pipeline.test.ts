import assert from 'node:assert/strict'
import test from 'node:test'
import { nearest, option, releases } from '@xenlint/catalogue'
import { formatOf, lint, rulesOf, syntax } from '@xenlint/formats'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { reporter } from 'vfile-reporter'

function pipeline() {
  const format = formatOf('xl-cfg')
  assert.ok(format)
  const options = {
    option: (name: string) => option(format.table, name),
    nearest: (name: string) => nearest(format.table, name)
  }
  return unified()
    .use(syntax(format))
    .use(lint, { format, options, rules: rulesOf(format), releases })
}

test('a pipeline of unified parses, reports and prints a file back', async () => {
  const text = 'name = "web"\nvcpu = 2 # two\nmemory = 512\nkernel = "/k"\n'
  const file = await pipeline().process(new VFile({ path: 'etc/xen/web.cfg', value: text }))
  assert.equal(String(file), text)
  const [message] = file.messages
  assert.equal(file.messages.length, 1)
  assert.equal(message?.ruleId, 'option-unknown')
  assert.equal(message?.source, 'xenlint')
  assert.equal(message?.url, 'https://github.com/xenlint/xenlint/blob/main/fixtures/rules/option-unknown.md')
  assert.deepEqual(message?.place, {
    start: { line: 2, column: 1, offset: 13 },
    end: { line: 2, column: 5, offset: 17 }
  })
})

test('any vfile reporter works on the result', async () => {
  const file = await pipeline().process(
    new VFile({ path: 'etc/xen/web.cfg', value: 'name = "web"\nvcpu = 2\nkernel = "/k"; memory = 512\n' })
  )
  assert.match(
    reporter(file, { color: false }),
    /etc\/xen\/web\.cfg\n2:1-2:5\s+warning\s+.*`vcpu`.*option-unknown\s+xenlint/
  )
})
