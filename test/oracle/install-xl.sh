#!/bin/bash
# Unpacks the real xl of Debian 11, 12 and 13 side by side into a cache, and builds the stand-in for the hypervisor.
# Nothing is installed; needs apt with a Debian source, dpkg-deb and gcc on amd64. Prints the cache.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XENLINT_ORACLES:-$HOME/.cache/xenlint-oracle-suite}
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

mirror() {
  apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -n 1
}

# apt with a world of its own: one suite, nothing installed.
private() { # SUITE ARGUMENT...
  local world=$cache/apt/$1
  shift
  apt-get -qq -o Dir::Etc::SourceList="$world/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false "$@"
}

fetch() { # SUITE PACKAGE...
  local suite=$1 world=$cache/apt/$1
  shift
  mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
  : >"$world/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $suite main" >"$world/sources.list"
  private "$suite" update
  # What xl is linked with comes along as what these packages depend on; xen-utils itself would draw in far more.
  private "$suite" --yes --download-only install "$@"
  (cd "$world/cache/archives" && private "$suite" download "xen-utils-$version")
}

install_xl() { # VERSION SUITE
  local version=$1 suite=$2 home=$cache/$1 root=$cache/$1/root loader
  [ "$home/xl" -nt "$here/install-xl.sh" ] && [ "$home/xl" -nt "$here/hypervisor.c" ] && return
  rm -rf "$home"
  mkdir -p "$root"
  fetch "$suite" "libxenmisc$version" libxenhypfs1 libncurses6 libxen-dev
  for package in "$cache/apt/$suite/cache/archives"/*.deb; do dpkg-deb --extract "$package" "$root"; done
  rm -r "$cache/apt/$suite"
  gcc -shared -fPIC -O1 -nostdinc -isystem "$root/usr/include" -isystem "$(gcc -print-file-name=include)" \
    -isystem /usr/include -isystem /usr/include/x86_64-linux-gnu -D__XEN_TOOLS__ -DMINOR="${version#4.}" \
    -o "$home/hypervisor.so" "$here/hypervisor.c"
  loader=$(find "$root" -name ld-linux-x86-64.so.2 | head -n 1)
  cat >"$home/new" <<SCRIPT
#!/bin/sh
exec "$loader" --library-path "$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu" \\
  --preload "$home/hypervisor.so" "$root/usr/lib/xen-$version/bin/xl" "\$@"
SCRIPT
  chmod +x "$home/new"
  mv "$home/new" "$home/xl"
}

install_xl 4.14 bullseye
install_xl 4.17 bookworm
install_xl 4.20 trixie
echo "$cache"
