'use strict'
// Keeps what V8 makes of a chunk: with all that a check of a path needs, where one is named.
const { writeFileSync } = require('node:fs')
const { cacheOf } = require('./bin/chunk.cjs')

const [code, sample] = process.argv.slice(2)
cacheOf(code, sample === undefined ? () => {} : useAll).then((cache) => writeFileSync(`${code}.cache`, cache))

async function useAll({ commandsByName }) {
  const options = new Map([['no-config', ['']]])
  await commandsByName.plan({
    command: { name: 'plan' },
    named: true,
    words: ['guest', sample],
    options: new Map([['json', ['']]])
  })
  return commandsByName.check({ command: { name: 'check' }, named: true, words: [sample], options })
}
