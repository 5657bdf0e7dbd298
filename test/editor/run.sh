#!/bin/sh
# The extension as its users get it, in a real VS Code in a real browser, and the server in Debian's Neovim:
# installs all three, packs the .vsix, runs the suites. `run.sh screenshots` takes the README's pictures;
# `run.sh lacking` shows that each test fails without what it proves; `run.sh activation` asks VS Code how long
# the extension takes to be there.
set -eu
cd "$(dirname "$0")/../.."
XENLINT_EDITOR_CACHE=$(test/editor/install.sh)
export XENLINT_EDITOR_CACHE
npm run --silent --workspace extension package
case ${1:-suites} in
suites) exec node --test --test-concurrency=1 --test-reporter=spec test/editor/neovim.js test/editor/worker.js test/editor/suite.js test/editor/places.js ;;
screenshots | lacking | activation) exec node "test/editor/$1.js" ${2:+"$2"} ;;
esac
echo "usage: $0 [screenshots|lacking|activation]" >&2
exit 2
