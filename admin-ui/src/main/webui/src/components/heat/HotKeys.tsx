import { Anchor, Table, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { HotKey } from '../../api/heat';
import { count, percent } from '../../lib/format';
import { Empty } from '../Empty';
import { Panel } from '../Panel';

/** Keys that a sample of the newest operations met most often. */
export function HotKeys({ hotKeys }: { hotKeys: HotKey[] }) {
  return (
    <Panel title="Keys that are asked for most" note="From a sample of the newest operations, one in 61, at every node." flush={hotKeys.length > 0}>
      {hotKeys.length === 0 ? (
        <Empty Icon={IconFlame} title="No key stands out" minHeight={120}>A key is listed once the sample met it three times.</Empty>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table className="num" fz="sm" verticalSpacing={8}>
            <Table.Thead><Table.Tr><Table.Th>Key</Table.Th><Table.Th ta="right">Slot</Table.Th><Table.Th ta="right">Met</Table.Th><Table.Th ta="right" title="Of what was met in its slot">Of its slot</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {hotKeys.map((k) => (
                <Table.Tr key={k.key}>
                  <Table.Td><Anchor component={Link} to={`/browser?key=${encodeURIComponent(k.key)}`} className="mono" size="sm"><Text span inherit lineClamp={2}>{k.key}</Text></Anchor></Table.Td>
                  <Table.Td ta="right">{count(k.slot)}</Table.Td>
                  <Table.Td ta="right">{count(k.met)}</Table.Td>
                  <Table.Td ta="right">{percent(k.met / k.metInSlot)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
