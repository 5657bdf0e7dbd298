/** The name of an option as hooks see it, behind `IF_`: `bridge-ports` and `bridge_ports` are alike. */
export function variableOf(name: string): string {
  return name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/[^A-Z0-9_]/g, '')
}
