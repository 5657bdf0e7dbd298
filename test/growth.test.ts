import assert from 'node:assert/strict'
import test from 'node:test'
import { type Grammar, parse } from '@xenlint/syntax'

/** Texts that grow with a number: ordinary ones, and those that lead a careless reader astray. */
const growing: Readonly<Record<Grammar, readonly ((size: number) => string)[]>> = {
  'xl-cfg': [
    (size) => 'vcpus = 2\n'.repeat(size),
    (size) => `disk = [ ${'"phy:/dev/vg/a,xvda,w",\n'.repeat(size)}`,
    (size) => `disk = [${'\n'.repeat(size)}`,
    (size) => 'x = [\n'.repeat(size),
    (size) => '"\\'.repeat(size),
    (size) => '# a comment\n'.repeat(size),
    (size) => '='.repeat(size),
    (size) => `x = ${'['.repeat(size)}`
  ],
  'xm-cfg': [
    (size) => 'vcpus = 2\n'.repeat(size),
    (size) => `disk = [ ${"'phy:/dev/vg/a,xvda,w',\n".repeat(size)}`,
    (size) => '"""\n'.repeat(size),
    (size) => 'def f():\n    return 1\n'.repeat(size),
    (size) => '("" % '.repeat(size),
    (size) => '\\\n'.repeat(size)
  ],
  interfaces: [
    (size) => 'auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n'.repeat(size),
    (size) => `auto ${'eth0 '.repeat(size)}`,
    (size) => '\\\n'.repeat(size),
    (size) => '\n'.repeat(size),
    (size) => '# a comment\\\n'.repeat(size)
  ],
  'shell-variables': [
    (size) => 'GRUB_DEFAULT="0"\n'.repeat(size),
    (size) => '"$('.repeat(size),
    (size) => '`"'.repeat(size),
    (size) => '${X:-'.repeat(size),
    (size) => 'a b c;'.repeat(size),
    (size) => 'X=<<E\n'.repeat(size),
    (size) => 'if true; then\n'.repeat(size),
    (size) => '\\\n'.repeat(size)
  ],
  'xend-config': [
    (size) => '(xend-port 8000)\n'.repeat(size),
    (size) => '('.repeat(size),
    (size) => '(a '.repeat(size),
    (size) => "'\\".repeat(size),
    (size) => '# a comment\n'.repeat(size)
  ]
}

const size = 4_000

for (const [grammar, texts] of Object.entries(growing) as [Grammar, (typeof growing)[Grammar]][]) {
  for (const [index, text] of texts.entries()) {
    test(`four times the text takes about four times as long: ${grammar} ${index}`, () => {
      const [small, large] = [text(size), text(size * 4)]
      fastest(grammar, small)
      const [one, four] = [fastest(grammar, small), fastest(grammar, large)]
      // Quadratic work would take sixteen times as long; quadratic readers need far more than 40 ms here,
      // below that a busy machine decides.
      assert.ok(four < Math.max(one * 9, 40), `${one.toFixed(1)} ms became ${four.toFixed(1)} ms`)
    })
  }
}

/** Milliseconds that the processor works on the quickest of several parses; what else it does does not count. */
function fastest(grammar: Grammar, text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    parse(grammar, text)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1_000
  })
  return Math.min(...times)
}
