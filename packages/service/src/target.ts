import { type Release, releases } from '@xenlint/catalogue'

/** The releases that findings are for, oldest first, and who said so. */
export interface Target {
  readonly releases: readonly Release[]
  /** Words for the first line of a report: `from the command line`, `from .xenlint/facts.json`. */
  readonly because: string
}

/** Debian 11, 12 and 13: the releases whose real programs xenlint is held against. */
export const defaultTarget: Target = {
  releases: releases.filter(({ proof }) => proof === 'oracle'),
  because: 'as nothing names a release'
}
