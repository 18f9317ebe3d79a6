import { Group, Text, Tooltip } from '@mantine/core';
import type { NodeState } from '../api/types';
import { STATES } from '../lib/states';

/** A node's state as an icon and a word. */
export function StateBadge({ state }: { state: NodeState }) {
  const look = STATES[state] ?? STATES.SUSPECT;
  return (
    <Tooltip label={look.meaning}>
      <Group gap={6} wrap="nowrap" display="inline-flex" tabIndex={0} style={{ borderRadius: 6 }}>
        <look.Icon size={17} stroke={2} color={look.color} aria-hidden />
        <Text span size="sm" fw={560}>{look.word}</Text>
      </Group>
    </Tooltip>
  );
}
