#!/bin/sh
# The extension as its users get it, in a real VS Code in a real browser: installs both, packs the .vsix, runs the suite.
set -eu
cd "$(dirname "$0")/../.."
cache=$(test/editor/install.sh)
npm run --silent --workspace extension package
XENLINT_EDITOR_CACHE=$cache exec node --test --test-reporter=spec test/editor/suite.js
