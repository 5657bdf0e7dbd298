#!/bin/bash
# Unpacks the grub-mkconfig of Debian 12 and what makes entries for Xen into a cache and prints where; nothing is installed.
# Needs apt with a Debian source and dpkg-deb.
set -euo pipefail
cache=${XENLINT_ORACLES:-$HOME/.cache/xenlint-oracle-suite}/grub
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
[ -x "$cache/unpacked/usr/sbin/grub-mkconfig" ] && { echo "$cache/unpacked"; exit; }

world=$cache/apt
mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
: >"$world/status"
mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -n 1)
[ -n "$mirror" ] || { echo 'install-grub.sh: apt knows no Debian source' >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" >"$world/sources.list"
private() {
  apt-get -qq -o Dir::Etc::SourceList="$world/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Sandbox::User=root "$@"
}
private update
(cd "$world/cache/archives" && private download grub-common libdevmapper1.02.1 xen-hypervisor-common)
rm -rf "$cache/new"
for package in "$world"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$cache/new"; done
rm -rf "$world" "$cache/unpacked"
mv "$cache/new" "$cache/unpacked"
echo "$cache/unpacked"
