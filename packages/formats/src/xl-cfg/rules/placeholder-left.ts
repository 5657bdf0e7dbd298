import type { Setting, Value } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'

/** Text of an example, a template or a shell script that stands where a value should. */
export const placeholderLeft: Rule = {
  id: 'placeholder-left',
  summary: 'A placeholder that nobody filled in, which xl takes as it stands.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findPlaceholders
}

interface Shape {
  readonly case: string
  readonly pattern: RegExp
  readonly fact: string
}

const shapes: readonly Shape[] = [
  {
    case: 'command',
    pattern: /\$\([^)]*\)|`[^`]+`/,
    fact: 'is a command for a shell, and xl runs none: it takes the text as it stands'
  },
  {
    case: 'variable',
    pattern: /\$\{[A-Za-z_]\w*\}/,
    fact: 'is a variable of a shell, and xl knows none: it takes the text as it stands'
  },
  {
    case: 'template',
    pattern: /\{\{[^}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|%\([A-Za-z_]\w*\)[sd]/,
    fact: 'is for a template engine, and xl is none: it takes the text as it stands'
  },
  // Nodes of a device tree that tools write are names, not gaps.
  {
    case: 'example',
    pattern:
      /<[A-Za-z][\w -]*>|(?!__(?:symbols|fixups|local_fixups|overrides)__)__[A-Za-z][A-Za-z0-9_]*__|\b(?:CHANGE_?ME|REPLACE_?ME|FILL_?ME(?:_?IN)?)\b/,
    fact: 'stands for something that is to be filled in, and xl takes it as it stands'
  }
]

// Most files have nothing of the kind, and one look at the whole text tells.
const anywhere = /[$`<]|\{[{%]|%\(|__|ME/

function* findPlaceholders({ settings, option, text }: Context): Iterable<Finding> {
  if (!anywhere.test(text)) return
  for (const setting of settings) {
    if (option(setting.name)?.secret) continue
    for (const value of textsOf(setting.value)) yield* inText(setting, value)
  }
}

function* inText({ name }: Setting, value: Value & { readonly kind: 'text' }): Iterable<Finding> {
  for (const { case: shape, pattern, fact } of shapes) {
    const [found] = pattern.exec(value.text) ?? []
    if (found === undefined) continue
    yield {
      case: shape,
      at: value.origin,
      message: `\`${found.replaceAll('`', '')}\` in \`${name}\` ${fact}.`
    }
    return
  }
}

function textsOf(value: Value): (Value & { readonly kind: 'text' })[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf)
  return value.kind === 'text' ? [value] : []
}
