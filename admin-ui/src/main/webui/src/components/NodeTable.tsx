import { Table, Text } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import type { NodeView } from '../api/types';
import { ago, byName, count, percent, rate } from '../lib/format';
import { isRunning } from '../lib/states';
import { Empty } from './Empty';
import { MemoryBar } from './MemoryBar';
import { NodeName } from './NodeName';
import classes from './RingTable.module.css';
import { StateBadge } from './StateBadge';

interface Props {
  nodes: NodeView[];
  selected: string | null;
  onSelect: (nodeId: string | null) => void;
}

export function NodeTable({ nodes, selected, onSelect }: Props) {
  if (nodes.length === 0) return <Empty Icon={IconServer2} title="No node has registered yet">Nodes appear here as soon as they report to the manager.</Empty>;
  const rows = nodes.toSorted((a, b) => byName(a.nodeId, b.nodeId));
  return (
    <Table.ScrollContainer minWidth={920}>
      <Table className="num" highlightOnHover fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Node</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th ta="right" title="Slots of which it is the home primary">Primaries</Table.Th>
            <Table.Th ta="right" title="Slots that it holds as another of the list">Replicas</Table.Th>
            <Table.Th ta="right" title="Slots whose serving primary it is now">Leading</Table.Th>
            <Table.Th ta="right" title="Held slots that are being repaired">Unsynced</Table.Th>
            <Table.Th ta="right">Entries</Table.Th>
            <Table.Th>Memory</Table.Th>
            <Table.Th ta="right">Ops/s</Table.Th>
            <Table.Th ta="right">Hit ratio</Table.Th>
            <Table.Th ta="right">Last seen</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((n) => (
            <Table.Tr key={n.nodeId} className={classes.row} data-selected={n.nodeId === selected || undefined} onClick={() => onSelect(n.nodeId === selected ? null : n.nodeId)}>
              <Table.Td><NodeName nodeId={n.nodeId} strong /></Table.Td>
              <Table.Td><StateBadge state={n.state} /></Table.Td>
              <Table.Td ta="right">{count(n.primaries)}</Table.Td>
              <Table.Td ta="right">{count(n.replicas)}</Table.Td>
              <Table.Td ta="right">
                <Text span size="sm" fw={n.leading !== n.primaries ? 680 : undefined} c={n.leading !== n.primaries ? 'var(--warn)' : undefined}>{count(n.leading)}</Text>
              </Table.Td>
              <Table.Td ta="right">{n.unsyncedSlots > 0 ? <Text span size="sm" fw={620} c="var(--warn)">{count(n.unsyncedSlots)}</Text> : <Text span c="dimmed">0</Text>}</Table.Td>
              <Table.Td ta="right">{isRunning(n.state) ? count(n.entries) : '–'}</Table.Td>
              <Table.Td>{isRunning(n.state) ? <MemoryBar used={n.memoryBytes} limit={n.memoryLimitBytes} /> : <Text span c="dimmed">–</Text>}</Table.Td>
              <Table.Td ta="right">{isRunning(n.state) ? rate(n.operationsPerSecond) : '–'}</Table.Td>
              <Table.Td ta="right">{percent(n.hitRatio)}</Table.Td>
              <Table.Td ta="right"><Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>{ago(n.lastSeenMillisAgo)}</Text></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
