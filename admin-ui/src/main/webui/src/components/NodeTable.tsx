import { Table, Text } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import type { NodeView } from '../api/types';
import { t } from '../i18n';
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
  if (nodes.length === 0) return <Empty Icon={IconServer2} title={t('nodes.noneTitle')}>{t('nodes.none')}</Empty>;
  const rows = nodes.toSorted((a, b) => byName(a.nodeId, b.nodeId));
  return (
    <Table.ScrollContainer minWidth={920}>
      <Table className="num" highlightOnHover fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('nodes.column.node')}</Table.Th>
            <Table.Th>{t('nodes.column.state')}</Table.Th>
            <Table.Th ta="right" title={t('nodes.column.primariesMeaning')}>{t('nodes.column.primaries')}</Table.Th>
            <Table.Th ta="right" title={t('nodes.column.replicasMeaning')}>{t('nodes.column.replicas')}</Table.Th>
            <Table.Th ta="right" title={t('nodes.column.leadingMeaning')}>{t('nodes.column.leading')}</Table.Th>
            <Table.Th ta="right" title={t('nodes.column.unsyncedMeaning')}>{t('nodes.column.unsynced')}</Table.Th>
            <Table.Th ta="right">{t('nodes.column.entries')}</Table.Th>
            <Table.Th>{t('nodes.column.memory')}</Table.Th>
            <Table.Th ta="right">{t('nodes.column.operations')}</Table.Th>
            <Table.Th ta="right">{t('nodes.column.hitRatio')}</Table.Th>
            <Table.Th ta="right">{t('nodes.column.lastSeen')}</Table.Th>
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
              <Table.Td ta="right">{isRunning(n.state) ? count(n.entries) : t('common.nothing')}</Table.Td>
              <Table.Td>{isRunning(n.state) ? <MemoryBar used={n.memoryBytes} limit={n.memoryLimitBytes} /> : <Text span c="dimmed">{t('common.nothing')}</Text>}</Table.Td>
              <Table.Td ta="right">{isRunning(n.state) ? rate(n.operationsPerSecond) : t('common.nothing')}</Table.Td>
              <Table.Td ta="right">{percent(n.hitRatio)}</Table.Td>
              <Table.Td ta="right"><Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>{ago(n.lastSeenMillisAgo)}</Text></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
