import { Table, Text, UnstyledButton } from '@mantine/core';
import { t } from '../i18n';
import { count, percent } from '../lib/format';
import type { NodeShare } from '../lib/ring';
import { NodeName } from './NodeName';
import classes from './RingTable.module.css';

interface Props {
  shares: NodeShare[];
  slotCount: number;
  selected: string | null;
  onSelect: (nodeId: string | null) => void;
}

/** What the ring shows, as a table; choosing a row highlights in the picture what the node holds. */
export function RingTable({ shares, slotCount, selected, onSelect }: Props) {
  const moving = shares.some((s) => s.arriving > 0);
  return (
    <Table.ScrollContainer minWidth={moving ? 360 : 300}>
      <Table className="num" verticalSpacing={8} horizontalSpacing={7} fz="sm" aria-label={t('ring.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ring.node')}</Table.Th>
            <Table.Th ta="right">{t('ring.primaries')}</Table.Th>
            <Table.Th ta="right">{t('ring.replicas')}</Table.Th>
            {moving && <Table.Th ta="right">{t('ring.arriving')}</Table.Th>}
            <Table.Th ta="right" title={t('ring.virtualMeaning')}>{t('ring.virtual')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shares.map((s) => (
            <Table.Tr key={s.nodeId} className={classes.row} data-selected={s.nodeId === selected || undefined}>
              <Table.Td>
                <UnstyledButton className={classes.pick} aria-pressed={s.nodeId === selected} title={t('ring.highlight')} onClick={() => onSelect(s.nodeId === selected ? null : s.nodeId)}>
                  <NodeName nodeId={s.nodeId} />
                </UnstyledButton>
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {count(s.primaries)} <Text span size="xs" c="dimmed">{percent(s.primaries / slotCount)}</Text>
              </Table.Td>
              <Table.Td ta="right">{count(s.replicas)}</Table.Td>
              {moving && <Table.Td ta="right">{s.arriving ? `+${count(s.arriving)}` : ''}</Table.Td>}
              <Table.Td ta="right">{count(s.virtualNodes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
