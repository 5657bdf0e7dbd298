/** An option of a command: `--fail-on LEVEL`. */
export interface Flag {
  readonly name: string
  readonly short?: string
  /** The word that stands for its value in the help; absent where it takes none. */
  readonly value?: string
  /** The values it takes, where they are few. */
  readonly of?: readonly string[]
  readonly summary: string
}

/** A word behind `xenlint`: what it takes and what its help says. */
export interface Command {
  readonly name: string
  /** What may stand behind the name, as the help writes it. */
  readonly takes: string
  /** The fewest and the most words it takes. */
  readonly words: readonly [number, number]
  readonly summary: string
  readonly about: readonly string[]
  readonly flags: readonly Flag[]
  readonly examples: readonly (readonly [command: string, meaning: string])[]
}

const many = Number.POSITIVE_INFINITY

const target: readonly Flag[] = [
  { name: 'xen', value: 'VERSION', summary: 'the Xen release to check for, such as 4.17' },
  { name: 'debian', value: 'RELEASE', summary: 'the Debian release to check for, such as 12 or bookworm' }
]

const facts: Flag = {
  name: 'facts',
  value: 'FILE',
  summary: 'what is known of the machine, instead of `.xenlint/facts.json`; also what Ansible gathered'
}

const kind: Flag = {
  name: 'kind',
  value: 'FORMAT',
  summary: 'read every PATH as this format, whatever its name: xl-cfg, interfaces, …'
}

const colour: Flag = {
  name: 'color',
  value: 'WHEN',
  of: ['auto', 'always', 'never'],
  summary: 'auto (default), always, never; NO_COLOR is obeyed'
}

const standardInput: Flag = {
  name: 'stdin-filename',
  value: 'PATH',
  summary: 'the name to give what comes from `-`, the standard input'
}

/** The report formats of `check`. */
export const reportFormats = [
  'text',
  'compact',
  'json',
  'sarif',
  'github',
  'junit',
  'checkstyle',
  'html'
] as const

export const check: Command = {
  name: 'check',
  takes: '[PATH…]',
  words: [0, many],
  summary: 'find what is wrong in files and whole hosts (the default command)',
  about: [
    'PATH is a file, a folder of guest files, a host (a folder that holds its files as they lie under `/`: `etc/xen`, `etc/network/interfaces`, …) or a folder of hosts. `/` is this very host, `-` the standard input. Without PATH, the folder you stand in.',
    'An error is what a real program refuses, or what keeps a guest or the host from coming up. A warning is read differently from what is written. Everything else is a hint, shown with -v.'
  ],
  flags: [
    ...target,
    facts,
    kind,
    { name: 'fix', summary: 'write the fixes that provably change no meaning' },
    { name: 'unsafe-fixes', summary: 'write the suggested fixes too; read them with --diff first' },
    { name: 'diff', summary: 'show what the fixes would change, and write nothing' },
    { name: 'rule', value: 'ID', summary: 'only this rule, also for fixes (repeatable)' },
    {
      name: 'severity',
      value: 'ID=LEVEL',
      summary: 'set a rule to off, hint, warning or error (repeatable)'
    },
    {
      name: 'format',
      short: 'f',
      value: 'FORMAT[:FILE]',
      summary: `${reportFormats.join(', ')}; with :FILE into a file (repeatable)`
    },
    {
      name: 'fail-on',
      value: 'LEVEL',
      of: ['error', 'warning', 'hint'],
      summary: 'exit with 1 from this severity up: error (default), warning, hint'
    },
    { name: 'max-warnings', value: 'N', summary: 'exit with 1 when there are more warnings than N' },
    { name: 'quiet', short: 'q', summary: 'report errors only' },
    { name: 'verbose', short: 'v', summary: 'report hints too, and every repetition' },
    { name: 'statistics', summary: 'count findings by rule instead of listing them' },
    standardInput,
    {
      name: 'as',
      value: 'PATH',
      summary: 'check FILE as if it stood at PATH of the --host, and what it breaks there'
    },
    { name: 'host', value: 'HOST', summary: 'the host of --as: its other files decide too' },
    { name: 'baseline', value: 'FILE', summary: 'report only what is not yet in FILE' },
    { name: 'update-baseline', summary: 'write the findings of today to the --baseline file' },
    { name: 'config', value: 'FILE', summary: 'this configuration instead of the nearest .xenlintrc' },
    { name: 'no-config', summary: 'no configuration' },
    { name: 'print-config', value: 'PATH', summary: 'print the configuration that counts for PATH' },
    colour
  ],
  examples: [
    ['xenlint /', 'this host'],
    ['xenlint /etc/xen/web.cfg', 'one guest'],
    ['xenlint --debian 12 hosts/', 'a folder of hosts, before an upgrade to Debian 12'],
    ['xenlint --fix --diff web.cfg', 'what --fix would change'],
    ['xenlint - --stdin-filename etc/xen/web.cfg < draft', 'a draft'],
    ['xenlint -f github -f sarif:xenlint.sarif hosts/', 'for a CI job']
  ]
}

export const commands: readonly Command[] = [
  check,
  {
    name: 'explain',
    takes: 'RULE|OPTION',
    words: [1, 1],
    summary: 'what a rule means and what to do, or what an option does',
    about: ['Prints the page of a rule, or the row of an option in each format that has it.'],
    flags: [colour],
    examples: [
      ['xenlint explain option-unknown', 'a rule'],
      ['xenlint explain vcpus', 'an option']
    ]
  },
  {
    name: 'rules',
    takes: '',
    words: [0, 0],
    summary: 'all rules, with what each reports',
    about: ['One line a rule: its id, the most severe it can be, and what it reports.'],
    flags: [{ name: 'json', summary: 'as JSON' }],
    examples: [['xenlint rules', 'all rules']]
  },
  {
    name: 'options',
    takes: '[NAME]',
    words: [0, 1],
    summary: 'the options that Xen and Debian read, by release',
    about: ['Without NAME, all options of all formats, one a line. With NAME, all that is known of it.'],
    flags: [
      ...target,
      { ...kind, summary: 'only the options of this format: xl-cfg, xl-conf, …' },
      { name: 'json', summary: 'as JSON' },
      colour
    ],
    examples: [
      ['xenlint options vif', 'one option'],
      ['xenlint options --kind xl-cfg --xen 4.14', 'what xl of Xen 4.14 reads']
    ]
  },
  {
    name: 'plan',
    takes: 'KIND PATH…',
    words: [2, many],
    summary: 'what the real tool would print and do, without the tool or Xen',
    about: [
      '`guest`: what `xl -N create FILE` prints of each file: messages, the configuration that libxl gets, and the exit status. Words KEY=VALUE count as if they stood at the end of each file. Proven on Xen 4.14, 4.17 and 4.20; other releases follow their source.',
      '`network`: what `ifup -a --no-act --verbose` prints of each file, or of `etc/network/interfaces` in each host, and the exit status. What a mapping script or an unknown interface decides is said to be unknown. Proven on ifupdown 0.8.41 of Debian 12.',
      '`boot`: the menu that `update-grub` would write in each HOST, and the entry that GRUB would boot. Kernels and hypervisors are those of its `boot`, the order of scripts that of its `etc/grub.d`. Proven on GRUB 2.06 of Debian 12 and 2.12 of Debian 13, as the host has it.',
      '`start`, `stop`: what xendomains of each HOST does when it comes up or goes down: calls of xl, guests that run in the end, state files. Facts `running`, `failing`, `slow`, `ignoring` and `xendomains` set the scene. Proven on the scripts of Debian 11 to 13, which are one, and of Xen 4.17.'
    ],
    flags: [
      ...target,
      facts,
      { name: 'cpus', value: 'N', summary: 'how many CPUs the machine has (default 8)' },
      { name: 'json', summary: 'as JSON, one answer a file' }
    ],
    examples: [
      ['xenlint plan guest web.cfg', 'as `xl -N create web.cfg` prints it'],
      ['xenlint plan guest --xen 4.20 --json *.cfg', 'many guests, on Debian 13'],
      ['xenlint plan network /etc/network/interfaces', 'as `ifup -a` would do it'],
      ['xenlint plan boot /', 'what the next boot brings up']
    ]
  },
  {
    name: 'fmt',
    takes: '[PATH…]',
    words: [0, many],
    summary: 'give files their form: blanks inside lines, never their meaning',
    about: [
      'Sets blanks around what joins, indents lists and stanzas, and ends each file with one line break. Lines stay lines and comments stay where they are. A file that its reader refuses is left as it is, and so is one whose blanks mean something.',
      'PATH is a file or a folder as for `check`; `-` prints the standard input in its form.'
    ],
    flags: [
      { name: 'check', summary: 'write nothing; exit with 1 and name the files that are not in form' },
      { name: 'diff', summary: 'write nothing; show what would change, and exit with 1' },
      kind,
      standardInput,
      { name: 'config', value: 'FILE', summary: 'this configuration instead of the nearest .xenlintrc' },
      { name: 'no-config', summary: 'no configuration' },
      colour
    ],
    examples: [
      ['xenlint fmt etc/xen/*.cfg', 'guests'],
      ['xenlint fmt --check hosts/', 'for a CI job'],
      ['xenlint fmt --diff /', 'what would change on this host']
    ]
  },
  {
    name: 'facts',
    takes: '[HOST]',
    words: [0, 1],
    summary: 'on a real dom0: write down what files cannot tell (read-only)',
    about: [
      'Shows a script that only reads, asks, runs it, and writes what it found to `.xenlint/facts.json` in HOST; without HOST, in `/`, which is this very host. What cannot be found out stays unknown; a fact that the file held before and that was not found now is kept.',
      'Where xenlint is not installed on the host: print the script, run it there, and read in what it gave back. Facts that Ansible gathered (`setup`, or a file of its fact cache) are read in the same way.'
    ],
    flags: [
      { name: 'print', summary: 'print the script, to be run by hand: xenlint facts --print | ssh HOST sh' },
      {
        name: 'read',
        value: 'FILE',
        summary: 'take what the script gave back, or `-` for the standard input'
      },
      { name: 'yes', summary: 'do not ask' },
      { name: 'schema', summary: 'print the JSON Schema of the facts' }
    ],
    examples: [
      ['xenlint facts', 'on the host itself, as root'],
      ['xenlint facts --print | ssh host sh > out', 'from elsewhere, and then:'],
      ['xenlint facts --read out hosts/host', 'into the folder of its files']
    ]
  },
  {
    name: 'simulate',
    takes: 'HOST',
    words: [1, 1],
    summary: 'boot a host, start its guests, shut it down: what happens, and why',
    about: [
      'Follows the host from GRUB over Xen, dom0 and its network to the guests of its auto folder and down again: what comes up, in which order and with which memory; what fails, with the words of xl and the line that is the cause. Nothing is run.',
      'What no file tells is unknown, and `xenlint` says which fact would decide; facts lie in `.xenlint/facts.json`. Without `boot/`, Xen is taken to boot. Seen on the real Xen of Debian 11, 12 and 13 (4.14, 4.17 and 4.20); on other releases guests are unknown. Exit status 1 when something that the files ask for fails.'
    ],
    flags: [
      ...target,
      facts,
      {
        name: 'until',
        value: 'STAGE',
        of: ['boot', 'start', 'stop'],
        summary: 'end with the network, with the guests, or with the shutdown (default)'
      },
      { name: 'json', summary: 'as JSON' },
      { name: 'verbose', short: 'v', summary: 'every guest, and every word that xl prints' },
      colour
    ],
    examples: [
      ['xenlint simulate /', 'the next reboot of this host'],
      ['xenlint simulate --until start hosts/web', 'up to its guests']
    ]
  },
  {
    name: 'tree',
    takes: 'FILE…',
    words: [1, many],
    summary: 'the syntax tree of a file, which holds every character of it',
    about: ['Joining the values of all leaves in order gives the file, for any file whatever.'],
    flags: [kind, standardInput, { name: 'json', summary: 'as JSON, a unist tree' }],
    examples: [['xenlint tree web.cfg', 'an outline for people']]
  },
  {
    name: 'init',
    takes: '[FOLDER]',
    words: [0, 1],
    summary: 'write a configuration with comments to start from',
    about: ['Writes `.xenlintrc.yaml` into the folder, or into the one you stand in. An existing one stays.'],
    flags: [],
    examples: [['xenlint init', 'here']]
  },
  {
    name: 'lsp',
    takes: '',
    words: [0, 0],
    summary: 'serve editors: the language server protocol on standard input',
    about: ['Editors start this by themselves; it speaks no words for people.'],
    flags: [
      { name: 'stdio', summary: 'talk over standard input and output' },
      {
        name: 'clientProcessId',
        value: 'N',
        summary: 'the process of the editor: the server ends when it is gone'
      }
    ],
    examples: [['xenlint lsp --stdio', 'as an editor calls it']]
  }
]
