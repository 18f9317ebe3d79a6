import { SegmentedControl, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { LabOperation, TestHistory } from '../../api/liveTests';
import { t } from '../../i18n';
import { count, span } from '../../lib/format';
import { remarkOf, type Blemish } from '../../lib/live/tests';

interface Props {
  history: TestHistory;
  operations: LabOperation[];
  blemishes: ReadonlyMap<number, Blemish>;
}

const MAX_ROWS = 200;

/** What the time line shows, to be read. */
export function OperationTable({ history, operations, blemishes }: Props) {
  const [rows, setRows] = useState<'wrong' | 'all'>('wrong');
  const wanted = rows === 'all' ? operations : operations.filter((one) => blemishes.has(one.id));
  const shown = wanted.slice(0, MAX_ROWS);
  return (
    <>
      <SegmentedControl mt="md" size="xs" aria-label={t('live.test.rows')} value={rows} onChange={(value) => setRows(value as 'wrong' | 'all')} data={[{ value: 'wrong', label: t('live.test.wrongRows') }, { value: 'all', label: t('live.test.allRows') }]} />
      {shown.length === 0 ? <Text size="sm" c="dimmed" mt="xs">{t('live.test.nothingWrong')}</Text> : (
        <Table.ScrollContainer minWidth={620} maxHeight={360} mt="xs">
          <Table className="num" fz="xs" verticalSpacing={3} horizontalSpacing={8} stickyHeader aria-label={t('live.test.table')}>
            <Table.Thead style={{ background: 'var(--surface)' }}>
              <Table.Tr>
                {(['number', 'client', 'node', 'what', 'value', 'from', 'took', 'outcome', 'remark'] as const).map((column) => <Table.Th key={column}>{t(`live.test.operation.${column}`)}</Table.Th>)}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{one.id}</Table.Td>
                  <Table.Td>{one.client || t('live.test.atTheEnd')}</Table.Td>
                  <Table.Td>{one.node}</Table.Td>
                  <Table.Td>{t(`live.test.kind.${one.kind}`)}</Table.Td>
                  <Table.Td>{one.value ?? (one.outcome === 'ok' ? t('live.test.nothingFound') : '')}</Table.Td>
                  <Table.Td>{span(one.invokeMicros / 1000)}</Table.Td>
                  <Table.Td>{t('units.millis', { n: count((one.returnMicros - one.invokeMicros) / 1000) })}</Table.Td>
                  <Table.Td>{t(`live.test.outcome.${one.outcome}`)}{one.why && <span lang="en"> ({one.why})</span>}</Table.Td>
                  <Table.Td>{remarkOf(history, blemishes, one)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {shown.length < wanted.length && <Text size="xs" c="dimmed" mt={4}>{t('live.test.limited', { shown: count(shown.length), all: count(wanted.length) })}</Text>}
    </>
  );
}
