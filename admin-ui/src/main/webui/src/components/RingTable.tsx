import { Table, Text, UnstyledButton } from '@mantine/core';
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
      <Table className="num" verticalSpacing={8} horizontalSpacing={7} fz="sm" aria-label="Share of the ring per node">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Node</Table.Th>
            <Table.Th ta="right">Primaries</Table.Th>
            <Table.Th ta="right">Replicas</Table.Th>
            {moving && <Table.Th ta="right">Arriving</Table.Th>}
            <Table.Th ta="right" title="Virtual nodes: its places on the ring">Virtual</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shares.map((s) => (
            <Table.Tr key={s.nodeId} className={classes.row} data-selected={s.nodeId === selected || undefined}>
              <Table.Td>
                <UnstyledButton className={classes.pick} aria-pressed={s.nodeId === selected} title="Highlight what it holds" onClick={() => onSelect(s.nodeId === selected ? null : s.nodeId)}>
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
