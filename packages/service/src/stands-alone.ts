import { deviceKeys, diskParameters, type Specification } from '@xenlint/catalogue'

/** True for a word of a string that takes no value: `cdrom` of a disk, `trusted` of a network interface. */
export function standsAlone({ name, bare }: Specification, parameter: string): boolean {
  const keys = name === 'disk' ? diskParameters : (deviceKeys().get(name) ?? [])
  return bare === true || keys.some(({ word }) => word === parameter)
}
