/** True of the names of bridges that libvirt, LXC, Docker and Podman make, of which no file of ours speaks. */
export function isForeignBridge(name: string): boolean {
  return /^(?:virbr|lxcbr|lxdbr|docker|br-[0-9a-f]{12}|podman)\d*$/.test(name)
}
