import { join } from 'node:path'
import type { Call } from '../arguments.js'
import { complain } from '../complaint.js'
import { configurationNames } from '../configuration.js'
import { exists, kindOf, writeText } from '../disk.js'

const start = `# Configuration of xenlint; it counts for this folder and all below.

# The release to check for. Without it: what the facts or the files of a host say,
# else what holds on all of Debian 11, 12 and 13.
# target:
#   debian: 12
#   xen: 4.17

# A rule may be off, hint, warning or error; \`xenlint rules\` lists them.
# rules:
#   option-deprecated: off

# Files to leave out, as in a .gitignore.
# ignore:
#   - "*.bak"

# What a file is, where neither its place nor its text tells.
# kinds:
#   "guests/*.conf": xl-cfg

# Facts of a host that its files cannot tell, for hosts without .xenlint/facts.json.
# facts: facts.json

# Other configurations to start from.
# extends: ../xenlintrc.yaml
`

/** Writes a configuration with comments; an existing one stays as it is. */
export async function init({ words }: Call): Promise<number> {
  const folder = words[0] ?? '.'
  const kind = kindOf(folder)
  if (typeof kind === 'object') return complain([kind])
  if (kind !== 'folder')
    return complain([{ fault: `\`${folder}\` is a file; \`xenlint init\` wants a folder.` }])
  const known = configurationNames.find((name) => exists(join(folder, name)))
  if (known) return complain([{ fault: `\`${join(folder, known)}\` is there already and stays as it is.` }])
  const path = join(folder, '.xenlintrc.yaml')
  const fault = writeText(path, start)
  if (fault) return complain([fault])
  process.stdout.write(`Wrote \`${path}\`; everything in it is a comment until you say otherwise.\n`)
  return 0
}
