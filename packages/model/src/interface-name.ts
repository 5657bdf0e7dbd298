/** Letters that a name of Linux's may have: IFNAMSIZ of `linux/if.h`, but for the zero behind them. */
export const longestInterfaceName = 15

/** True of what Linux takes for no interface's name: with a blank, a slash or a colon in it, or the name of a folder. */
export function isUnfitName(name: string): boolean {
  return /[\s/:]|^\.\.?$/.test(name)
}
