import { type VdevForm, vdevForms } from '@xenlint/catalogue'

/** A word for the device that the name of a disk stands for: names of one device have one word, others none. */
export function virtualDevice(name: string): string | undefined {
  if (/^(0x[0-9a-f]+|[0-9]+)$/i.test(name)) return name
  const place = placeOf(name)
  return place && `${place.form.prefix} ${place.disk} ${place.partition}`
}

/** What QEMU makes of a disk of an HVM guest: a drive, or nothing where it comes behind the first few. */
export type EmulatedDrive =
  | { readonly bus: 'ide' | 'ahci' | 'scsi'; readonly number: number }
  | { readonly bus: 'none'; readonly number: number; readonly most: number }

/** The drive that a disk of this name is; nothing where the name does not tell. */
export function emulatedDrive(name: string, isAhci: boolean): EmulatedDrive | undefined {
  const place = placeOf(name)
  if (!place) return undefined
  const { form, disk: number } = place
  const bus = isAhci ? 'ahci' : 'ide'
  if (!form.drives) return { bus: 'scsi', number }
  const most = form.drives[bus]
  return number < most ? { bus, number } : { bus: 'none', number, most }
}

interface Place {
  readonly form: VdevForm
  readonly disk: number
  readonly partition: number
}

function placeOf(name: string): Place | undefined {
  const [, number, part] = /^d(\d+)p(\d+)$/.exec(name) ?? []
  if (number && part) return fitting('xvd', Number(number), Number(part))
  const [, prefix = '', letters = '', partition = '0'] = /^(\w*?d)([a-z]+)([1-9]\d*)?$/.exec(name) ?? []
  return fitting(prefix, numberOf(letters), Number(partition))
}

function fitting(prefix: string, disk: number, partition: number): Place | undefined {
  const form = vdevForms().find((each) => each.prefix === prefix)
  return form && disk >= 0 && disk < form.disks && partition < form.partitions
    ? { form, disk, partition }
    : undefined
}

/** `a` is 0, `z` is 25, `aa` is 26. */
function numberOf(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + (letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1)
  return number - 1
}
