import { Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Heat } from '../../api/heat';
import { count } from '../../lib/format';
import { meanOf, rangeName, spreadOf, timesMean, type MetricLook } from '../../lib/heat';
import { NodeName } from '../NodeName';
import { Panel } from '../Panel';
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
      title="Nodes by slot range"
      note={`${count(heat.rangeSlots)} slots to a cell: the copies that a node holds, and what its own clients ask for.`}
      aside={<HeatLegend metric={metric} mean={mean} />}
    >
      <div className={classes.split}>
        <div>
          <div className={classes.rows}>
            <div className={classes.names}>{heat.nodes.map((n) => <div key={n} style={{ height: ROW_HEIGHT }}><NodeName nodeId={n} /></div>)}</div>
            <GridCanvas columns={columns} values={cells} mean={mean} cellHeight={ROW_HEIGHT} chosen={chosen} onPoint={setPointed} onChoose={setChosen} label={`${metric.label} of ${heat.nodes.length} nodes by slot range; the table beside has the sums.`} />
            <span />
            <div className={`${classes.axis} num`}><span>slot 0</span><span>slot {count(columns * heat.rangeSlots - 1)}</span></div>
          </div>
          <div className={classes.said} role="status">
            {cell === null || !node ? 'Point at a cell for its figures.' : <><b>{node}</b>, slots {rangeName(cell % columns, heat.rangeSlots)}: <b className="num">{metric.format(cells[cell] ?? 0)}</b></>}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={`${metric.label} per node`}>
            <Table.Thead>
              <Table.Tr><Table.Th>Node</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th>Fullest range</Table.Th><Table.Th ta="right" title="The fullest range beside the mean of all">Beside the mean</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {heat.nodes.map((n, i) => {
                const own = spreadOf(heat.nodeRanges[i] ?? []);
                return (
                  <Table.Tr key={n}>
                    <Table.Td><NodeName nodeId={n} /></Table.Td>
                    <Table.Td ta="right">{metric.format(own.total)}</Table.Td>
                    <Table.Td>{own.topAt < 0 ? '–' : rangeName(own.topAt, heat.rangeSlots)}</Table.Td>
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
