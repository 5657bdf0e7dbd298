'use strict'
// Keeps what V8 makes of a chunk: with all that a check of a path needs, where one is named.
const { writeFileSync } = require('node:fs')
const { cacheOf } = require('./bin/chunk.cjs')

const [code, sample] = process.argv.slice(2)
cacheOf(code, sample === undefined ? () => {} : check).then((cache) => writeFileSync(`${code}.cache`, cache))

function check({ commandsByName }) {
  const options = new Map([['no-config', ['']]])
  return commandsByName.check({ command: { name: 'check' }, named: true, words: [sample], options })
}
