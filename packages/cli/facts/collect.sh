#!/bin/sh
# Prints what the files of a Xen host cannot tell, as the JSON that xenlint reads.
# It only reads: nothing is written, started, stopped or loaded, and no line with a password is looked at.
# What cannot be found out is left out, which means unknown. Run it as root: others see less.
# A folder behind it stands for `/`, for files; programs are always those of this machine.
set -u
LC_ALL=C
export LC_ALL
PATH=${PATH:-/bin}:/usr/sbin:/usr/bin:/sbin:/bin
root=${1:-}
newline='
'

has() {
  command -v "$1" >/dev/null 2>&1
}

# A text in JSON: backslashes and quotes get a backslash, control characters go.
text() {
  printf '"%s"' "$(printf '%s' "$1" | tr -d '\000-\037\177' | sed 's/[\\"]/\\&/g')"
}

# The facts so far, without the comma in front of each.
facts=

fact() { # NAME JSON
  facts="$facts,$newline  \"$1\": $2"
}

# Lines become a list of texts.
list() {
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    printf '%s' "$comma"
    text "$line"
    comma=', '
  done
}

fact_list() { # NAME LINES
  fact "$1" "[$(comma=; printf '%s\n' "$2" | list)]"
}

# True where it is certain that nothing of that path is there.
is_absent() {
  [ -e "$1" ] || [ -h "$1" ] && return 1
  folder=$1
  while [ ! -d "$folder" ]; do
    folder=${folder%/*}
    [ -n "$folder" ] || folder=/
  done
  [ -x "$folder" ]
}

release() {
  debian=$(sed -n 's/^\([0-9][0-9]*\).*/\1/p' "$root/etc/debian_version" 2>/dev/null)
  [ -z "$debian" ] || fact debian "$(text "$debian")"
}

hypervisor() {
  has xl && told=$(xl info 2>/dev/null) || return 0
  value() {
    printf '%s\n' "$told" | sed -n "s/^$1 *: *\\.*\\([0-9][0-9]*\\)\$/\\1/p"
  }
  major=$(value xen_major)
  minor=$(value xen_minor)
  [ -z "$major" ] || [ -z "$minor" ] || fact xen "$(text "$major.$minor")"
  memory=$(value total_memory)
  [ -z "$memory" ] || fact memoryMiB "$memory"
  cpus=$(value nr_cpus)
  [ -z "$cpus" ] || fact cpus "$cpus"
  nodes=$(value nr_nodes)
  [ -z "$nodes" ] || fact nodes "$nodes"
  abilities=$(printf '%s\n' "$told" | sed -n 's/^virt_caps *: */ /p')
  case $abilities in
    '') ;;
    *' hvm '* | *' hvm') fact hvm true ;;
    *) fact hvm false ;;
  esac
  # Only later releases tell how they page.
  case $abilities in
    *' shadow'*) fact shadow true ;;
    *' hap'* | *' gnttab'*) fact shadow false ;;
  esac
  case $abilities in
    '') ;;
    *directio*) fact iommu true ;;
    *) fact iommu false ;;
  esac
}

# A name may hold blanks; the four columns behind it hold none.
pools() {
  has xl && told=$(xl cpupool-list 2>/dev/null) || return 0
  fact_list pools "$(
    printf '%s\n' "$told" | sed -n 's/ *[0-9][0-9]*  *[a-z0-9]*  *y  *[0-9][0-9]* *$//p'
  )"
}

# Interfaces of hardware; those of guests belong to Xen's backend.
nics() {
  [ -d "$root/sys/class/net" ] || return 0
  names=
  for path in "$root"/sys/class/net/*; do
    [ -e "$path/device" ] || continue
    case $(readlink -f "$path/device/subsystem") in
      */xen-backend) continue ;;
    esac
    names="$names${path##*/}$newline"
  done
  fact_list nics "$names"
}

# Bridges of Linux and of Open vSwitch, whoever made them.
bridges() {
  [ -d "$root/sys/class/net" ] || return 0
  names=
  for path in "$root"/sys/class/net/*/bridge; do
    [ -d "$path" ] || continue
    path=${path%/bridge}
    names="$names${path##*/}$newline"
  done
  if has ovs-vsctl; then
    switches=$(ovs-vsctl --timeout=5 list-br 2>/dev/null) || return 0
    names="$names$switches$newline"
  fi
  fact_list bridges "$names"
}

pci() {
  [ -d "$root/sys/bus/pci/devices" ] || return 0
  names=
  for path in "$root"/sys/bus/pci/devices/*; do
    [ ! -e "$path" ] || names="$names${path##*/}$newline"
  done
  fact_list pci "$names"
}

# Devices that are kept from dom0, for guests.
assignable() {
  [ -d "$root/sys/bus/pci/drivers/pciback" ] || return 0
  names=
  for path in "$root"/sys/bus/pci/drivers/pciback/*:*; do
    [ ! -e "$path" ] || names="$names${path##*/}$newline"
  done
  fact_list assignable "$names"
}

# Path and size of what the kernel knows as block devices, and of LVM's volumes.
volumes() {
  [ -r "$root/proc/partitions" ] || return 0
  found=$(
    while read -r _ _ blocks name; do
      case $blocks in
        '' | *[!0-9]*) continue ;;
      esac
      path=/dev/$name
      if [ -r "$root/sys/block/$name/dm/name" ]; then
        path=/dev/mapper/$(cat "$root/sys/block/$name/dm/name")
      fi
      printf '%s %s\n' "$((blocks / 1024))" "$path"
    done <"$root/proc/partitions"
    if has lvs; then
      options='--noheadings --units m --nosuffix --separator | -o lv_size,vg_name,lv_name'
      # shellcheck disable=SC2086
      { lvs --readonly $options 2>/dev/null || lvs $options 2>/dev/null; } |
        sed -n 's/^ *\([0-9][0-9]*\)[0-9.,]*|\([^|]*\)|\([^|]*\)$/\1 \/dev\/\2\/\3/p'
    fi
  )
  fact volumes "[$(
    comma=
    printf '%s\n' "$found" | while read -r size path; do
      [ -n "$path" ] || continue
      printf '%s\n    { "path": %s, "sizeMiB": %s }' "$comma" "$(text "$path")" "$size"
      comma=,
    done
  )$newline  ]"
}

root_file_system() {
  if has findmnt; then
    for pair in rootUuid:UUID rootDevice:SOURCE rootPartUuid:PARTUUID; do
      answer=$(findmnt -n -o "${pair#*:}" / 2>/dev/null | head -n 1)
      answer=${answer%%\[*}
      case $pair:$answer in
        *: | rootDevice:SOURCE:[!/]*) ;;
        *) fact "${pair%%:*}" "$(text "$answer")" ;;
      esac
    done
  fi
  [ -r "$root/proc/self/mounts" ] || return 0
  separate=false
  while read -r _ path _; do
    [ "$path" != /boot ] || separate=true
  done <"$root/proc/self/mounts"
  fact separateBoot "$separate"
}

save_folder() {
  folder=$(sed -n 's/^[[:blank:]]*XENDOMAINS_SAVE=["'\'']\{0,1\}\(\/[^"'\''[:blank:]#$`]*\).*/\1/p' \
    "$root/etc/default/xendomains" 2>/dev/null | tail -n 1)
  printf '%s\n' "${folder:-/var/lib/xen/save}"
}

# Room of each file system, and of the folder that guests are saved to, which need not be there yet.
room() {
  has df || return 0
  table=$(df -P -k -l 2>/dev/null | awk 'NR > 1 && $4 ~ /^[0-9]+$/ && $1 != "none" {
    path = $6
    for (i = 7; i <= NF; i++) path = path " " $i
    print int($4 / 1024), path
  }')
  [ -n "$table" ] || return 0
  fact_list mounts "$(
    printf '%s\n' "$table" | sed 's/^[0-9]* //'
    # Asked for their room, servers may not answer.
    awk '$1 ~ /^\/\/|:\// { print $2 }' "$root/proc/self/mounts" 2>/dev/null
  )"
  save=$(save_folder)
  there=$save
  while [ ! -d "$there" ]; do
    there=${there%/*}
    [ -n "$there" ] || there=/
  done
  own=$(df -P -k "$there" 2>/dev/null | awk 'NR == 2 && $4 ~ /^[0-9]+$/ { print int($4 / 1024) }')
  fact freeMiB "{$(
    comma=
    printf '%s\n%s\n' "${own:+$own $save}" "$table" | while read -r size path; do
      [ -n "$path" ] || continue
      [ -z "$comma" ] || [ "$path" != "$save" ] || continue
      printf '%s\n    %s: %s' "$comma" "$(text "$path")" "$size"
      comma=,
    done
  )$newline  }"
}

guests() {
  if has xl && told=$(xl list 2>/dev/null); then
    fact running "[$(
      comma=
      # A name may hold blanks; the five columns behind it hold none.
      printf '%s\n' "$told" |
        awk 'NF > 5 && $(NF - 4) ~ /^[1-9][0-9]*$/ {
          id = $(NF - 4)
          sub(/ +[0-9]+ +[0-9]+ +[0-9]+[ \t]+[^ \t]+[ \t]+[0-9.]+[ \t]*$/, "")
          print id, $0
        }' |
        while read -r id name; do
          printf '%s\n    { "id": %s, "name": %s }' "$comma" "$id" "$(text "$name")"
          comma=,
        done
    )$newline  ]"
  fi
  save=$root$(save_folder)
  [ -d "$save" ] && [ -r "$save" ] || return 0
  names=
  for path in "$save"/*; do
    [ ! -f "$path" ] || names="$names${path##*/}$newline"
  done
  fact_list saved "$names"
}

# What the files of guests name, what Xen and GRUB boot, and the programs that both call.
named_paths() {
  for path in "$root"/boot/vmlinu* "$root"/boot/initr* "$root"/boot/xen* "$root"/etc/xen/scripts/* \
    "$root"/usr/lib/xen*/bin/* "$root"/usr/lib/xen*/boot/*; do
    [ ! -e "$path" ] || printf '%s\n' "${path#"$root"}"
  done
  for path in "$root"/usr/lib/xen-[0-9]*; do
    [ ! -d "$path" ] || printf '%s\n' "${path#"$root"}/bin/qemu-dm"
  done
  printf '%s\n' /sbin/brctl /usr/sbin/brctl /usr/bin/which /usr/sbin/ifconfig /usr/bin/ovs-vsctl "$(save_folder)" /etc/xen/xl.conf \
    /usr/share/ifupdown2 /usr/libexec/ifupdown-ng /etc/network/if-pre-up.d/vlan /usr/libexec/xen-qemu-system-i386 /usr/bin/qemu-system-i386 \
    /usr/share/seabios/bios-256k.bin /usr/share/ovmf/OVMF.fd
  find -L "$root/etc/xen" -type f -size -64 2>/dev/null | while IFS= read -r file; do
    case $file in
      */scripts/*) continue ;;
    esac
    sed -e '/passw/d' -e 's/^[[:blank:]]*#.*//' "$file" 2>/dev/null |
      grep -o "[\"':,=]/[^/\"',;[:blank:]][^\"',;[:blank:]]*" 2>/dev/null | sed 's/^.//'
  done
}

paths() {
  all=$(named_paths | sort -u)
  there=
  gone=
  while IFS= read -r path; do
    [ -n "$path" ] || continue
    if [ -e "$root$path" ]; then
      there="$there$path$newline"
    elif is_absent "$root$path"; then
      gone="$gone$path$newline"
    fi
  done <<END
$all
END
  fact_list files "$there"
  fact_list absent "$gone"
}

# Who may read the files of guests.
modes() {
  found=$(find -L "$root/etc/xen" -maxdepth 2 -type f -size -64 -exec stat -L -c '%a %n' '{}' + 2>/dev/null |
    grep -v "^[0-7]* $root/etc/xen/scripts/" | sort -k 2)
  [ -n "$found" ] || return 0
  fact modes "{$(
    comma=
    printf '%s\n' "$found" | while read -r mode path; do
      printf '%s\n    %s: "%s"' "$comma" "$(text "${path#"$root"}")" "$mode"
      comma=,
    done
  )$newline  }"
}

release
hypervisor
pools
nics
bridges
volumes
pci
assignable
root_file_system
room
guests
paths
modes
printf '{%s\n}\n' "${facts#,}"
