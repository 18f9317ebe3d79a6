import { Group, Text } from '@mantine/core';
import { useNodeColors } from '../hooks/useNodeColors';

/** A node's name with its colour beside it. */
export function NodeName({ nodeId, strong }: { nodeId: string; strong?: boolean }) {
  const colorOf = useNodeColors();
  return (
    <Group gap={8} wrap="nowrap" display="inline-flex" component="span">
      <span aria-hidden style={{ width: 10, height: 10, borderRadius: 3, background: colorOf(nodeId), flex: 'none' }} />
      <Text span size="sm" fw={strong ? 620 : 520} style={{ whiteSpace: 'nowrap' }}>{nodeId}</Text>
    </Group>
  );
}
