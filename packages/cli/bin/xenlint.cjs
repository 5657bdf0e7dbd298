#!/usr/bin/env node
'use strict'

let start
try {
  start = require('../bundle/main.cjs').start
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error
  console.error('xenlint is not built yet: run `npm run build` in the folder of the project.')
  process.exitCode = 2
}
if (start) start(process.argv.slice(2))
