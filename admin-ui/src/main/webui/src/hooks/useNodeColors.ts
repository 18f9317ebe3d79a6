import { useComputedColorScheme } from '@mantine/core';
import { byName } from '../lib/format';
import { nodeColor } from '../lib/palette';
import { useOverview, useRing } from './useOverview';

/** The colour of a node, the same wherever it is shown. */
export function useNodeColors(): (nodeId: string) => string {
  const dark = useComputedColorScheme('light') === 'dark';
  const ring = useRing();
  const members = useOverview().data?.cluster?.nodes.map((n) => n.nodeId) ?? [];
  const all = [...new Set([...members, ...(ring?.nodes ?? [])])].sort(byName);
  return (nodeId) => nodeColor(Math.max(0, all.indexOf(nodeId)), dark);
}
