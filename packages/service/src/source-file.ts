/** A file as it is told to the service; who tells it has found out its format. */
export interface SourceFile {
  readonly text: string
  /** How its bytes became characters; absent: UTF-8. */
  readonly encoding?: 'utf-8' | 'latin1'
  /** A format's id: `xl-cfg`. */
  readonly format: string
  /** Who may read it, as the bits of its mode; absent where nobody knows. */
  readonly mode?: number
}
