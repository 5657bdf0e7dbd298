#!/bin/bash
# Unpacks Debian 12's xendomains into a cache and prints where the script lies; nothing is installed. Needs apt with a Debian source and dpkg-deb.
set -euo pipefail
cache=${XENLINT_ORACLES:-$HOME/.cache/xenlint-oracle-suite}/xendomains
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
[ -f "$cache/xendomains" ] && { echo "$cache/xendomains"; exit; }

world=$cache/apt
mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
: >"$world/status"
mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -n 1)
[ -n "$mirror" ] || { echo 'install-xendomains.sh: apt knows no Debian source' >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" >"$world/sources.list"
private() {
  apt-get -qq -o Dir::Etc::SourceList="$world/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Sandbox::User=root "$@"
}
private update
(cd "$world/cache/archives" && private download xen-utils-common)
rm -rf "$cache/new"
dpkg-deb --extract "$world"/cache/archives/xen-utils-common_*.deb "$cache/new"
mv "$cache/new/etc/init.d/xendomains" "$cache/xendomains"
rm -rf "$world" "$cache/new"
echo "$cache/xendomains"
