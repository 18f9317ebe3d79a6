import { Anchor, Table, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { HotKey } from '../../api/heat';
import { t } from '../../i18n';
import { count, percent } from '../../lib/format';
import { Empty } from '../Empty';
import { Panel } from '../Panel';

/** Keys that a sample of the newest operations met most often. */
export function HotKeys({ hotKeys }: { hotKeys: HotKey[] }) {
  return (
    <Panel title={t('heat.hot.title')} note={t('heat.hot.note')} flush={hotKeys.length > 0}>
      {hotKeys.length === 0 ? (
        <Empty Icon={IconFlame} title={t('heat.hot.noneTitle')} minHeight={120}>{t('heat.hot.none')}</Empty>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table className="num" fz="sm" verticalSpacing={8}>
            <Table.Thead><Table.Tr><Table.Th>{t('heat.hot.key')}</Table.Th><Table.Th ta="right">{t('heat.hot.slot')}</Table.Th><Table.Th ta="right">{t('heat.hot.met')}</Table.Th><Table.Th ta="right" title={t('heat.hot.ofSlotMeaning')}>{t('heat.hot.ofSlot')}</Table.Th></Table.Tr></Table.Thead>
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
