#!/bin/bash
# unpack.sh SUITE NAME FILE PACKAGE...: unpacks packages of a Debian into a cache and prints where; nothing is installed.
# FILE is what must be there in the end. Needs apt with a Debian source and dpkg-deb.
set -euo pipefail
suite=$1 name=$2 wanted=$3
shift 3
cache=${XENLINT_ORACLES:-$HOME/.cache/xenlint-oracle-suite}/$name
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
[ -f "$cache/unpacked/$wanted" ] && { echo "$cache/unpacked"; exit; }

world=$cache/apt
mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
: >"$world/status"
mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -n 1)
[ -n "$mirror" ] || { echo "unpack.sh $name: apt knows no Debian source" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$world/sources.list"
private() {
  apt-get -qq -o Dir::Etc::SourceList="$world/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Sandbox::User=root "$@"
}
private update
(cd "$world/cache/archives" && private download "$@")
rm -rf "$cache/new"
for package in "$world"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$cache/new"; done
[ -f "$cache/new/$wanted" ] || { echo "unpack.sh $name: $* hold no $wanted" >&2; exit 1; }
rm -rf "$world" "$cache/unpacked"
mv "$cache/new" "$cache/unpacked"
echo "$cache/unpacked"
