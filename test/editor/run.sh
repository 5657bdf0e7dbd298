#!/bin/sh
# The extension as its users get it, in a real VS Code in a real browser, and the server in Debian's Neovim:
# installs all three, packs the .vsix, runs the suites.
set -eu
cd "$(dirname "$0")/../.."
cache=$(test/editor/install.sh)
npm run --silent --workspace extension package
XENLINT_EDITOR_CACHE=$cache exec node --test --test-concurrency=1 --test-reporter=spec test/editor/neovim.js test/editor/worker.js test/editor/suite.js
