#!/bin/bash
# Gathers a Xen host of Debian that QEMU can boot, by its release of Xen: the hypervisor, a kernel, and dom0 as an
# initramfs, once without and once with a QEMU and a BIOS of its own; prints the folder.
# Needs apt with a Debian source and root on amd64; installs qemu-system-x86, cpio, gcc, binutils, xz-utils and zstd where they lack.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
xen=${1:-4.17}
case $xen in
  4.14) suite=bullseye qemu_package=qemu-system-x86 ;;
  4.17) suite=bookworm qemu_package=qemu-system-xen ;;
  4.20) suite=trixie qemu_package=qemu-system-xen ;;
  *) echo "install-xen.sh: no Debian that is booted here has Xen $xen" >&2; exit 1 ;;
esac
cache=${XENLINT_ORACLES:-$HOME/.cache/xenlint-oracle-suite}/realxen/$xen
dom0=$cache/dom0
qemu=$cache/qemu
world=$cache/apt
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
newest=$(ls -t "$here"/dom0/* "$here/install-xen.sh" | head -n 1)
[ "$cache/dom0.cpio" -nt "$newest" ] && { echo "$cache"; exit; }

wanted=("xen-utils-$xen" xen-utils-common xenstore-utils ifupdown bridge-utils ifenslave iproute2 kmod
  bash coreutils dash sed grep mawk tar hostname findutils debianutils util-linux mount bsdutils sysvinit-utils
  busybox-static python3-minimal)
device_model=("$qemu_package" seabios ipxe-qemu ovmf)
unneeded='^(adduser|base-files|debconf|gcc-1[0-9]-base|iso-codes|libaudit-common|media-types|passwd|python3|python3\.[0-9]+|udev|ucf)$'
modules=(xen-evtchn xen-gntdev xen-gntalloc xen-privcmd xenfs xen-netback xen-blkback
  bridge 8021q bonding dummy tun loop e1000 ata_piix sd_mod)

main() {
  programs
  packages
  unpack
  kernel
  guests
  ln -sf dash "$dom0/usr/bin/sh"
  ln -sf mawk "$dom0/usr/bin/awk"
  [ ! -e "$dom0/usr/bin/which.debianutils" ] || ln -sf which.debianutils "$dom0/usr/bin/which"
  install -m 755 "$here/dom0/init" "$dom0/init"
  pack "$dom0" >"$cache/dom0.cpio.new"
  { cat "$cache/dom0.cpio.new" && pack "$qemu"; } >"$cache/dom0-qemu.cpio"
  mv "$cache/dom0.cpio.new" "$cache/dom0.cpio"
  versions >"$cache/versions.json"
  rm -rf "$dom0" "$qemu" "$world" "$cache/boot" "$cache/machines"
  echo "$cache"
}

pack() { (cd "$1" && find . -print0 | cpio -0 -o -H newc --quiet -R 0:0); }

programs() {
  local program missing=
  for program in qemu-system-x86_64 cpio gcc ld xz zstd; do command -v "$program" >/dev/null || missing=yes; done
  [ -z "$missing" ] && return
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends \
    qemu-system-x86 cpio gcc binutils xz-utils zstd >/dev/null
}

# apt with a world of its own: one suite, nothing installed.
private() {
  apt-get -qq -o Dir::Etc::SourceList="$world/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$world/state" -o Dir::State::status="$world/status" -o Dir::Cache="$world/cache" \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false "$@"
}

packages() {
  local mirror linux
  rm -rf "$world"
  mkdir -p "$world/state/lists/partial" "$world/cache/archives/partial"
  : >"$world/status"
  mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | head -n 1)
  [ -n "$mirror" ] || { echo 'install-xen.sh: apt knows no Debian source' >&2; exit 1; }
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$world/sources.list"
  private update
  linux=$(private --simulate install linux-image-amd64 | sed -n 's/^Inst \(linux-image-[0-9][^ ]*\).*/\1/p' | head -n 1)
  mkdir "$world/dom0" "$world/qemu"
  needed "${wanted[@]}" >"$world/dom0.names"
  needed "${wanted[@]}" "${device_model[@]}" | grep -vxFf "$world/dom0.names" >"$world/qemu.names"
  (cd "$world/dom0" && private download "$linux" "xen-hypervisor-$xen-amd64" $(<"$world/dom0.names"))
  (cd "$world/qemu" && private download $(<"$world/qemu.names"))
}

needed() { private --simulate install "$@" | awk '$1 == "Inst" { print $2 }' | grep -Ev "$unneeded"; }

unpack() {
  local package folder
  rm -rf "$dom0" "$qemu" "$cache/boot"
  mkdir -p "$cache/boot" "$dom0"/usr/{bin,sbin,lib,lib64} \
    "$dom0"/{boot,dev,proc,root,run,sys,tmp,etc/xen/auto,etc/network,var/lib/xen,var/lib/dpkg,var/log/xen}
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$dom0/$folder"; done
  ln -s /run "$dom0/var/run"
  ln -s /run/lock "$dom0/var/lock"
  for package in "$world"/dom0/*.deb; do
    case ${package##*/} in
      linux-image-* | xen-hypervisor-*) dpkg-deb --extract "$package" "$cache/boot" ;;
      *) lay "$package" "$dom0" ;;
    esac
  done
  # Where modules lie since Debian 13.
  [ -e "$cache/boot/lib" ] || ln -s usr/lib "$cache/boot/lib"
  mkdir -p "$qemu/usr/lib"
  ln -s usr/lib "$qemu/lib"
  for package in "$world"/qemu/*.deb; do lay "$package" "$qemu"; done
  rm "$qemu/lib"
  printf 'root:x:0:0:root:/root:/bin/bash\n' >"$dom0/etc/passwd"
  printf 'root:x:0:\ntty:x:5:\ndisk:x:6:\n' >"$dom0/etc/group"
  ln -sf /proc/self/mounts "$dom0/etc/mtab"
  # QEMU loads only what is not compressed.
  zcat "$cache/boot/boot/xen-$xen-amd64.gz" >"$cache/xen"
}

# The files of a package, but for what nobody reads here.
lay() {
  dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2" --exclude='./usr/share/doc*' \
    --exclude='./usr/share/man*' --exclude='./usr/share/locale*' --exclude='./usr/share/info*' --exclude='./var/*' \
    --exclude='*/gconv*' --exclude='*/xen-shim' --exclude='./usr/share/i18n*' --exclude='./usr/share/OVMF/*' \
    --exclude='./usr/share/icons*' --exclude='./usr/lib/ipxe/*.iso'
}

kernel() {
  local image version module file loader
  image=$(echo "$cache"/boot/boot/vmlinuz-*)
  version=${image##*/vmlinuz-}
  # The kernel proper stands compressed inside its image, behind what sets a bare machine up; its last four bytes are its size.
  python3 - "$image" >"$cache/vmlinux.packed" <<'PYTHON'
import struct, sys
image = open(sys.argv[1], 'rb').read()
start, length = struct.unpack_from('<II', image, 0x248)
start += (image[0x1f1] + 1) * 512
sys.stdout.buffer.write(image[start:start + length - 4])
PYTHON
  case $(od -An -tx1 -N4 "$cache/vmlinux.packed" | tr -d ' ') in
    28b52ffd) zstd -dcq <"$cache/vmlinux.packed" >"$cache/vmlinux" ;;
    *) xz -dcq <"$cache/vmlinux.packed" >"$cache/vmlinux" ;;
  esac
  rm "$cache/vmlinux.packed"
  strip --strip-all "$cache/vmlinux"
  # Where the building machine has no kmod, the unpacked one serves.
  loader=$(find "$dom0/usr/lib/x86_64-linux-gnu" -maxdepth 1 -type f -name 'ld-*.so*' | head -n 1)
  # It goes by the name that it is called by.
  kmod() { ln -sf "$dom0/usr/bin/kmod" "$world/$1" && "$loader" --library-path "$dom0/usr/lib/x86_64-linux-gnu" "$world/$1" "${@:2}"; }
  kmod depmod -b "$cache/boot" "$version"
  for module in "${modules[@]}"; do
    kmod modprobe -d "$cache/boot" -S "$version" --show-depends "$module" | awk '$1 == "insmod" { print $2 }'
  done | sort -u | while read -r file; do install -D -m 644 "$file" "$dom0/${file#"$cache/boot/"}"; done
  cp "$cache/boot/lib/modules/$version"/modules.{order,builtin,builtin.modinfo} "$dom0/lib/modules/$version/"
  kmod depmod -b "$dom0" "$version"
}

versions() {
  local archives=$world/dom0
  printf '{ "xen": "%s", "linux": "%s" }\n' "$(dpkg-deb --field "$archives"/xen-hypervisor-*.deb Version)" \
    "$(dpkg-deb --field "$archives"/linux-image-*.deb Version)"
}

guests() {
  gcc -c -o "$cache/guest.o" "$here/dom0/tiny-pv.S"
  ld -m elf_x86_64 -nostdlib -static -z noseparate-code -Ttext-segment=0x100000 -e start -o "$dom0/boot/tiny-pv" "$cache/guest.o"
  gcc -m32 -c -o "$cache/guest.o" "$here/dom0/tiny-pvh.S"
  ld -m elf_i386 -nostdlib -static -z noseparate-code -Ttext-segment=0x100000 -o "$dom0/boot/tiny-pvh" "$cache/guest.o"
  rm "$cache/guest.o"
}

main
