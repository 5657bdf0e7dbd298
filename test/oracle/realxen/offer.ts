/** What guests of one host may point at, rightly or not. */
export interface Offer {
  readonly bridges: readonly string[]
  readonly volumes: readonly string[]
  /** Sizes that make sense beside dom0's. */
  readonly memoryMiB: readonly number[]
}
