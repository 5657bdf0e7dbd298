import { vdevForms } from '@xenlint/catalogue'

/** A word for the device that the name of a disk stands for: names of one device have one word, others none. */
export function virtualDevice(name: string): string | undefined {
  if (/^(0x[0-9a-f]+|[0-9]+)$/i.test(name)) return name
  const [, number, part] = /^d(\d+)p(\d+)$/.exec(name) ?? []
  if (number && part) return fitting('xvd', Number(number), Number(part))
  const [, prefix = '', letters = '', partition = '0'] = /^(\w*?d)([a-z]+)([1-9]\d*)?$/.exec(name) ?? []
  return fitting(prefix, numberOf(letters), Number(partition))
}

function fitting(prefix: string, disk: number, partition: number): string | undefined {
  const form = vdevForms().find((each) => each.prefix === prefix)
  if (!form || disk < 0 || disk >= form.disks || partition >= form.partitions) return undefined
  return `${prefix} ${disk} ${partition}`
}

/** `a` is 0, `z` is 25, `aa` is 26. */
function numberOf(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + (letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1)
  return number - 1
}
