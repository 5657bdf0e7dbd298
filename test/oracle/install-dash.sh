#!/bin/bash
# Prints the path of dash, the shell that reads GRUB's files; every Debian has it.
set -euo pipefail
command -v dash || {
  echo 'dash is not installed; expected it, as on any Debian (apt-get install dash)' >&2
  exit 1
}
