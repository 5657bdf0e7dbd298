import type { Context, Finding, Rule } from '@xenlint/validator'
import { type Variable, variablesOf } from '../variables.js'

/** Debian's script quotes its folders when it tests them, but not when it uses them. */
export const folderUnfit: Rule = {
  id: 'folder-unfit',
  summary: 'A folder of xendomains that has a blank in it, or hangs on where the script is run.',
  severity: 'warning',
  formats: ['xendomains'],
  script: 'debian',
  status: 'stable',
  since: '0.1.0',
  check: findUnfitFolders
}

function* findUnfitFolders(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  for (const name of ['XENDOMAINS_AUTO', 'XENDOMAINS_SAVE']) {
    const folder = variables?.get(name)
    const found = folder && folder.text !== '' ? judge(folder) : undefined
    if (folder && found) yield { at: folder.origin, ...found }
  }
}

function judge({ name, text }: Variable): Omit<Finding, 'at'> | undefined {
  if (/[ \t\n]/.test(text))
    return {
      case: 'blank',
      message:
        name === 'XENDOMAINS_AUTO'
          ? `The script breaks \`${text}\` apart at its blank, and starts no guest of that folder.`
          : `The script breaks \`${text}\` apart at its blank, so \`xl save\` takes the second part for a guest's file and refuses: guests are shut down, not saved.`
    }
  if (text.startsWith('/')) return undefined
  return {
    case: 'relative',
    message: `\`${text}\` does not start with \`/\`, so where it leads hangs on the folder that the script is run in.`
  }
}
