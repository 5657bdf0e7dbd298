import type { Facts } from './facts.js'

/** The facts of a JSON value; one of another shape than it should have counts as absent. */
export function factsIn(value: object): Facts {
  const all: Readonly<Record<string, unknown>> = { ...value }
  const kept = Object.entries(shapes).filter(([name, fits]) => fits(all[name]))
  return Object.fromEntries(kept.map(([name]) => [name, all[name]]))
}

type Shape = (value: unknown) => boolean

const isText: Shape = (value) => typeof value === 'string'
const isNumber: Shape = (value) => typeof value === 'number' && Number.isFinite(value)
const areTexts = listOf(isText)

function listOf(fits: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(fits)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isGuest: Shape = (value) => isObject(value) && Number.isInteger(value['id']) && isText(value['name'])
const isVolume: Shape = (value) =>
  isObject(value) && isText(value['path']) && (value['sizeMiB'] === undefined || isNumber(value['sizeMiB']))

const shapes: Readonly<Record<keyof Facts, Shape>> = {
  debian: isText,
  xen: isText,
  memoryMiB: isNumber,
  cpus: Number.isInteger,
  hvm: (value) => typeof value === 'boolean',
  iommu: (value) => typeof value === 'boolean',
  nics: areTexts,
  files: areTexts,
  absent: areTexts,
  volumes: listOf(isVolume),
  pci: areTexts,
  rootUuid: isText,
  rootDevice: isText,
  rootPartUuid: isText,
  separateBoot: (value) => typeof value === 'boolean',
  freeMiB: (value) => isObject(value) && Object.values(value).every(isNumber),
  running: listOf(isGuest),
  saved: areTexts,
  failing: areTexts,
  slow: areTexts,
  ignoring: areTexts,
  xendomains: (value) => value === 'debian' || value === 'upstream'
}
