declare const XENLINT_VERSION: string

/** The version of this program, put in by the bundle. */
export const version: string = XENLINT_VERSION
