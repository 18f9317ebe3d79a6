import { useComputedColorScheme } from '@mantine/core';
import { nodeColor } from '../lib/palette';

/** A colour for each of some names, in their order. */
export function useSeriesColors(names: string[]): (name: string) => string {
  const dark = useComputedColorScheme('light') === 'dark';
  return (name) => nodeColor(Math.max(0, names.indexOf(name)), dark);
}
