import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import type { LiveFaults } from '../../api/live';
import type { FaultActions } from '../../hooks/useLiveFaults';
import { t } from '../../i18n';
import { span } from '../../lib/format';
import { wrongNow } from '../../lib/live/faults';
import { Panel } from '../Panel';

/** What is wrong on purpose, with the time left, and the ways to heal it. */
export function WrongNow({ faults, actions }: { faults: LiveFaults; actions: FaultActions }) {
  const wrong = wrongNow(faults);
  return (
    <Panel title={t('live.faults.wrong')} note={t('live.faults.wrongNote')} flush={wrong.length > 0}
      aside={<Button size="xs" color="teal.9" leftSection={<IconHeartbeat size={16} />} loading={actions.healAll.isPending} onClick={() => actions.healAll.mutate(undefined)}>{t('live.faults.healAll')}</Button>}>
      {wrong.length === 0 ? <Text size="sm" c="dimmed">{t('live.faults.nothing')}</Text> : (
        <Table.ScrollContainer minWidth={330} maxHeight={330}>
          <Table className="num" fz="sm" verticalSpacing={5} horizontalSpacing={8} stickyHeader aria-label={t('live.faults.wrong')}>
            <Table.Thead style={{ background: 'var(--surface)' }}><Table.Tr><Table.Th>{t('live.faults.what')}</Table.Th><Table.Th ta="right">{t('live.faults.timeLeft')}</Table.Th><Table.Th><VisuallyHidden>{t('live.faults.actions')}</VisuallyHidden></Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {wrong.map((one) => (
                <Table.Tr key={one.key}>
                  <Table.Td>{one.words}</Table.Td>
                  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{one.id === null && one.remainingMillis === 0 ? t('live.faults.starting') : span(Math.ceil(one.remainingMillis / 1000) * 1000)}</Table.Td>
                  <Table.Td ta="right"><Button size="compact-xs" variant="default" aria-label={t('live.faults.healOne', { what: one.words })} onClick={() => actions.heal.mutate({ node: one.node, id: one.id })}>{t('live.faults.heal')}</Button></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
