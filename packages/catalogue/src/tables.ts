import { text as aliasRows } from '#data/aliases'
import { text as bashRows } from '#data/bash-words'
import { text as debianFileRows } from '#data/debian-files'
import { text as debianFolderRows } from '#data/debian-folders'
import { text as defaultXen } from '#data/default-xen'
import { text as specificationRows } from '#data/device-specs'
import { text as foreignRows } from '#data/foreign'
import { text as foreignFileRows } from '#data/foreign-files'
import { text as grubDefault } from '#data/grub-default'
import { text as interfaces } from '#data/interfaces'
import { text as loopbackRows } from '#data/loopback-attributes'
import { text as environmentRows } from '#data/shell-environment'
import { text as programRows } from '#data/shell-programs'
import { text as xenCommandLine } from '#data/xen-command-line'
import { text as xendConfig } from '#data/xend-config'
import { text as xendomains } from '#data/xendomains'
import { text as xlCfg } from '#data/xl-cfg'
import { text as xlConf } from '#data/xl-conf'
import { text as xmCfg } from '#data/xm-cfg'
import type { Alias, Foreign, Option, Specification } from './option.js'

/** Every table of options; one line each, by name. A table is text until it is asked for. */
const texts: Readonly<Record<string, () => string>> = {
  interfaces,
  'default-xen': defaultXen,
  'grub-default': grubDefault,
  'xen-command-line': xenCommandLine,
  'xend-config': xendConfig,
  xendomains: xendomains,
  'xl-cfg': xlCfg,
  'xl-conf': xlConf,
  'xm-cfg': xmCfg
}

/** The names of all tables of options. */
export const tableIds: readonly string[] = Object.keys(texts)

const read = new Map<() => string, unknown>()

/** The rows of a table, sorted by name; none where no such table is. */
export function table(id: string): readonly Option[] {
  const text = Object.hasOwn(texts, id) ? texts[id] : undefined
  return text ? rows<Option>(text) : []
}

/** The languages of strings inside options. */
export function specifications(): readonly Specification[] {
  return rows<Specification>(specificationRows)
}

/** Names of other tools, forks and generators. */
export function foreignNames(): readonly Foreign[] {
  return rows<Foreign>(foreignRows)
}

/** Slips whose right name lies far off. */
export function aliases(): readonly Alias[] {
  return rows<Alias>(aliasRows)
}

/** Variables that a shell has before it reads anything: from its environment, or of its own making. */
export function shellEnvironment(): readonly { readonly name: string }[] {
  return rows<{ readonly name: string }>(environmentRows)
}

/** A command of bash for which dash looks in vain. */
export interface BashWord {
  readonly name: string
  /** How dash spells it. */
  readonly instead?: string
  /** True where nothing but the name differs. */
  readonly alike?: boolean
}

/** What dash lacks under a name, if bash has it. */
export function bashWord(name: string): BashWord | undefined {
  return rows<BashWord>(bashRows).find((row) => row.name === name)
}

/** Programs that every Debian host has, or whose name is no slip of anything. */
export function shellPrograms(): readonly { readonly name: string }[] {
  return rows<{ readonly name: string }>(programRows)
}

/** Whether a path is a file that no Debian is without, also where a copy of a host's folder leaves it out. */
export function isDebianFile(path: string): boolean {
  return rows<{ readonly name: string }>(debianFileRows).some(({ name }) => name === path)
}

/** True of a file that other distributions have, and no package of Debian. */
export function isForeignFile(path: string): boolean {
  return rows<{ readonly name: string }>(foreignFileRows).some(({ name }) => name === path)
}

/** An attribute that the kernel gives `lo`; without a value the moment, or the machine, decides. */
export interface LoopbackAttribute {
  readonly name: string
  readonly value?: string
}

export function loopbackAttribute(name: string): LoopbackAttribute | undefined {
  return rows<LoopbackAttribute>(loopbackRows).find((row) => row.name === name)
}

/** True of a name in `/` under which a Debian machine may have anything. */
export function isDebianFolder(name: string): boolean {
  return rows<{ readonly name: string }>(debianFolderRows).some((row) => row.name === name)
}

/** The rows of a text. It is the one cast of the catalogue; test/catalogue.test.ts looks at the shape of every row. */
export function rows<Row>(text: () => string): readonly Row[] {
  let known = read.get(text)
  if (!known) {
    known = JSON.parse(text())
    read.set(text, known)
  }
  return known as readonly Row[]
}

/** What is worked out when it is first asked for. */
export function once<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => {
    known ??= { value: work() }
    return known.value
  }
}
