import type { Context, Finding, Rule } from '@xenlint/validator'
import { linesOf, linuxLines, optionsOf, xenLines } from '../../xen-command-line/words.js'

/** The hypervisor drives the IOMMU; the kernel of dom0 never sees one. */
export const iommuUnheeded: Rule = {
  id: 'iommu-unheeded',
  summary: "An option for the IOMMU on the kernel's line, which means nothing under Xen.",
  severity: 'hint',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findUnheeded
}

function* findUnheeded({ settings }: Context): Iterable<Finding> {
  const isXen = linesOf(settings, xenLines).some(({ value }) => value.text.trim() !== '')
  for (const { setting, line } of linesOf(settings, linuxLines)) {
    if (!isXen && !setting.name.includes('_XEN_')) continue
    for (const { name, value, origin } of optionsOf(line))
      if (/^(?:intel|amd)_iommu$/.test(name) || (name === 'iommu' && value === 'pt'))
        yield {
          case: 'kernel',
          at: origin,
          message: `Under Xen the hypervisor drives the IOMMU, so \`${name}${value === undefined ? '' : `=${value}`}\` does nothing for dom0; Xen's own option is \`iommu\`, and on by default.`
        }
  }
}
