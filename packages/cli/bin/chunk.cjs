'use strict'
const { readFileSync } = require('node:fs')
const { createRequire, wrap } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

// A large chunk starts sooner from what V8 made of it when it was bundled; another Node leaves that aside.
exports.load = (path) => run(compile(path, read(`${path}.cache`)), path)
exports.cacheOf = async (path, use) => {
  const script = compile(path)
  // What ran is kept; V8 compiles the rest when it is called.
  await use(run(script, path))
  return script.createCachedData()
}

function compile(path, cachedData) {
  return new Script(wrap(readFileSync(path, 'latin1')), { filename: path, cachedData })
}

function run(script, path) {
  const module = { exports: {} }
  const parts = [module.exports, createRequire(path), module, path, dirname(path)]
  script.runInThisContext().apply(module.exports, parts)
  return module.exports
}

function read(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
