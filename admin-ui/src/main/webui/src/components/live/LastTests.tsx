import { Table, UnstyledButton } from '@mantine/core';
import type { LiveTest } from '../../api/liveTests';
import { t } from '../../i18n';
import { clock, count, span } from '../../lib/format';
import table from '../RingTable.module.css';
import { Panel } from '../Panel';

/** The last tests side by side: what another policy did under the same. */
export function LastTests({ tests, chosen, onChoose }: { tests: LiveTest[]; chosen: number | null; onChoose: (id: number) => void }) {
  return (
    <Panel title={t('live.test.last')} note={t('live.test.lastNote')} flush>
      <Table.ScrollContainer minWidth={620}>
        <Table className="num" fz="sm" verticalSpacing={5} horizontalSpacing={8} aria-label={t('live.test.last')}>
          <Table.Thead>
            <Table.Tr>
              {(['at', 'policy', 'fault', 'operations', 'verdict', 'lost', 'stale', 'worst'] as const).map((column) => <Table.Th key={column}>{t(`live.test.column.${column}`)}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tests.map((test) => (
              <Table.Tr key={test.id} className={table.row} data-selected={test.id === chosen || undefined} onClick={() => onChoose(test.id)}>
                <Table.Td><UnstyledButton className={table.pick} fz="sm" aria-pressed={test.id === chosen} aria-label={t('live.test.show', { at: clock(test.startedAtMillis) })}>{clock(test.startedAtMillis)}</UnstyledButton></Table.Td>
                <Table.Td>{test.policy}</Table.Td>
                <Table.Td>{t(`live.test.faults.${test.fault}`)}</Table.Td>
                <Table.Td>{count(test.operations)}</Table.Td>
                <Table.Td>{test.verdict ? t(`live.test.result.${test.verdict.result}`) : t(`live.test.state.${test.state}`)}</Table.Td>
                <Table.Td>{test.verdict ? count(test.verdict.lostWrites) : ''}</Table.Td>
                <Table.Td>{test.verdict ? count(test.verdict.staleReads) : ''}</Table.Td>
                <Table.Td>{test.verdict && test.verdict.staleReads > 0 ? span(test.verdict.worstStaleMillis) : ''}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
