import { Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Performance, PerformanceScope } from '../../api/performance';
import { t } from '../../i18n';
import { clock, byName } from '../../lib/format';
import { changeOf, chartName, linesOf, nameOf, shifted, summaryOf, type ChartLook } from '../../lib/performance';
import { Panel } from '../Panel';
import classes from './performance.module.css';
import { TimeChart } from './TimeChart';

interface Props {
  scope: PerformanceScope;
  chart: ChartLook;
  data: Performance;
  /** Another window; null: none is compared with. */
  earlier: Performance | null;
  /** By how much earlier it is. */
  shift: number;
  colorOf: (name: string) => string;
  /** Names that are not shown. */
  hidden: string[];
  onMark: (from: number, to: number) => void;
}

/** One metric: a line per name, and the figures of each. */
export function ChartPanel({ scope, chart, data, earlier, shift, colorOf, hidden, onMark }: Props) {
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = useMemo(() => linesOf(data, chart.metric).filter((l) => !hidden.includes(l.name)).sort((a, b) => byName(a.name, b.name)), [data, chart.metric, hidden]);
  const other = useMemo(() => {
    if (!earlier) return null;
    const then = shifted(earlier, shift, data);
    return { times: then.times, lines: linesOf(then, chart.metric).filter((l) => !hidden.includes(l.name)).sort((a, b) => byName(a.name, b.name)) };
  }, [earlier, chart.metric, hidden, shift, data]);
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? t('common.nothing') : chart.format(value));
  const at = pointed !== null && pointed < data.times.length ? pointed : null;
  return (
    <Panel title={chart.title} note={chart.note}>
      {lines.length === 0 ? (
        <div className={classes.none}>{t('performance.nothingKnown')}</div>
      ) : (
        <>
          <TimeChart label={chartName(chart.title, scope, lines.map((l) => l.name))} times={data.times} lines={lines} earlier={other} from={data.fromMillis} to={data.toMillis} colorOf={colorOf} format={chart.format} top={chart.top} onPoint={setPointed} onMark={onMark} />
          <div className={classes.table} tabIndex={0} role="region" aria-label={t('performance.inFigures', { title: chart.title })}>
            <Table className="num" fz="xs" verticalSpacing={4} horizontalSpacing={8} aria-label={chart.title} stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('performance.name')}</Table.Th>
                  <Table.Th ta="right">{at === null ? t('performance.last') : clock(data.times[at]!)}</Table.Th>
                  <Table.Th ta="right">{t('performance.mean')}</Table.Th>
                  <Table.Th ta="right">{t('performance.most')}</Table.Th>
                  {other && <Table.Th ta="right">{t('performance.meanThen')}</Table.Th>}
                  {other && <Table.Th ta="right">{t('performance.change')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map((line) => {
                  const now = summaryOf(line.values);
                  const then = summaryOf(other?.lines.find((l) => l.name === line.name)?.values ?? []);
                  return (
                    <Table.Tr key={line.name}>
                      <Table.Td><span className={classes.name}><span className={classes.dash} style={{ borderColor: colorOf(line.name) }} aria-hidden /><Text span inherit truncate maw={170} title={nameOf(scope, line.name)}>{nameOf(scope, line.name)}</Text></span></Table.Td>
                      <Table.Td ta="right">{shown(at === null ? now.last : line.values[at])}</Table.Td>
                      <Table.Td ta="right">{shown(now.mean)}</Table.Td>
                      <Table.Td ta="right">{shown(now.most)}</Table.Td>
                      {other && <Table.Td ta="right">{shown(then.mean)}</Table.Td>}
                      {other && <Table.Td ta="right">{changeOf(now.mean, then.mean)}</Table.Td>}
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
    </Panel>
  );
}
