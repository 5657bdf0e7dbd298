#!/bin/sh
# What the bench measures xenlint beside, and a fresh Debian lacks: augtool. As root; the real xl comes by the oracle suite.
set -e
command -v augtool >/dev/null && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends augeas-tools augeas-lenses >/dev/null
