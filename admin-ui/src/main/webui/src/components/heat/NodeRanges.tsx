import { Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Heat } from '../../api/heat';
import { t } from '../../i18n';
import { count } from '../../lib/format';
import { meanOf, rangeName, spreadOf, timesMean, type MetricLook } from '../../lib/heat';
import { NodeName } from '../NodeName';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import { GridCanvas } from './GridCanvas';
import classes from './heat.module.css';
import { HeatLegend } from './HeatLegend';

const ROW_HEIGHT = 30;

/** What each node has of the metric, by ranges of slots. */
export function NodeRanges({ heat, metric }: { heat: Heat; metric: MetricLook }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const columns = Math.max(1, heat.nodeRanges[0]?.length ?? 1);
  const cells = useMemo(() => heat.nodeRanges.flat(), [heat.nodeRanges]);
  const mean = meanOf(cells);
  const cell = pointed ?? chosen;
  const node = cell === null ? null : heat.nodes[Math.floor(cell / columns)];
  return (
    <Panel
      title={t('heat.ranges.title')}
      note={t('heat.ranges.note', { slots: count(heat.rangeSlots) })}
      aside={<HeatLegend metric={metric} mean={mean} />}
    >
      <div className={classes.split}>
        <div>
          <div className={classes.rows}>
            <div className={classes.names}>{heat.nodes.map((n) => <div key={n} style={{ height: ROW_HEIGHT }}><NodeName nodeId={n} /></div>)}</div>
            <GridCanvas columns={columns} values={cells} mean={mean} cellHeight={ROW_HEIGHT} chosen={chosen} onPoint={setPointed} onChoose={setChosen} label={t('heat.ranges.picture', { metric: metric.label, nodes: heat.nodes.length })} />
            <span />
            <div className={`${classes.axis} num`}><span>{t('heat.ranges.slot', { slot: count(0) })}</span><span>{t('heat.ranges.slot', { slot: count(columns * heat.rangeSlots - 1) })}</span></div>
          </div>
          <div className={classes.said} role="status">
            {cell === null || !node ? t('heat.ranges.point') : <Rich text={t('heat.ranges.cell', { range: rangeName(cell % columns, heat.rangeSlots) })} parts={{ node: <b>{node}</b>, value: <b className="num">{metric.format(cells[cell] ?? 0)}</b> }} />}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={t('heat.ranges.table', { metric: metric.label })}>
            <Table.Thead>
              <Table.Tr><Table.Th>{t('heat.ranges.node')}</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th>{t('heat.ranges.fullest')}</Table.Th><Table.Th ta="right" title={t('heat.ranges.besideMeaning')}>{t('heat.ranges.beside')}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {heat.nodes.map((n, i) => {
                const own = spreadOf(heat.nodeRanges[i] ?? []);
                return (
                  <Table.Tr key={n}>
                    <Table.Td><NodeName nodeId={n} /></Table.Td>
                    <Table.Td ta="right">{metric.format(own.total)}</Table.Td>
                    <Table.Td>{own.topAt < 0 ? t('common.nothing') : rangeName(own.topAt, heat.rangeSlots)}</Table.Td>
                    <Table.Td ta="right">{timesMean(own)}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
    </Panel>
  );
}
