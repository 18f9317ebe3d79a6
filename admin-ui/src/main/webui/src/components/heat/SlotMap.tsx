import { Table, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Heat } from '../../api/heat';
import { useRing } from '../../hooks/useOverview';
import { count, plural } from '../../lib/format';
import { meanOf, part, spreadOf, timesMean, topSlots, type MetricLook } from '../../lib/heat';
import { arcAt, arcsOf } from '../../lib/ring';
import { NodeName } from '../NodeName';
import { Panel } from '../Panel';
import { GridCanvas } from './GridCanvas';
import classes from './heat.module.css';
import { HeatLegend } from './HeatLegend';

const ROWS = 14;

/** A square as near as can be: 128 × 128 for 16,384 slots. */
function sideOf(slots: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(slots)));
}

export function SlotMap({ heat, metric }: { heat: Heat; metric: MetricLook }) {
  const ring = useRing();
  const arcs = useMemo(() => (ring ? arcsOf(ring) : []), [ring]);
  const [pointed, setPointed] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const spread = useMemo(() => spreadOf(heat.slots), [heat.slots]);
  const mean = useMemo(() => meanOf(heat.slots), [heat.slots]);
  const top = useMemo(() => topSlots(heat.slots, ROWS), [heat.slots]);
  const slot = pointed ?? chosen;
  const arc = slot === null ? null : arcAt(arcs, slot);
  const primaryOf = (s: number) => {
    const node = ring?.nodes[arcAt(arcs, s)?.list[0] ?? -1];
    return node ? <NodeName nodeId={node} /> : '–';
  };
  return (
    <Panel title="Slots" note={`Slot 0 is at the top left, ${count(sideOf(heat.slots.length))} to a row. Each shows ${metric.meaning}.`} aside={<HeatLegend metric={metric} mean={mean} />}>
      <div className={classes.split}>
        <div>
          <GridCanvas
            columns={sideOf(heat.slots.length)}
            values={heat.slots}
            mean={mean}
            chosen={chosen}
            onPoint={setPointed}
            onChoose={setChosen}
            label={`${metric.label} of ${count(heat.slots.length)} slots; the table beside has those with the most.`}
          />
          <div className={classes.said} role="status">
            {slot === null ? (
              <>Point at a slot, or walk over them with the arrow keys.</>
            ) : (
              <>
                <b>Slot {count(slot)}</b>: <b className="num">{metric.format(heat.slots[slot] ?? 0)}</b>
                {spread.total > 0 && <>, {part((heat.slots[slot] ?? 0) / spread.total)} of all</>}
                {arc && ring && <>, on {arc.list.map((n) => ring.nodes[n]).join(', ')}{arc.next && <>, moving to {arc.next.map((n) => ring.nodes[n]).join(', ')}</>}</>}
              </>
            )}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={`Slots with the most ${metric.label.toLowerCase()}`}>
            <Table.Caption ta="left" style={{ captionSide: 'top' }} mt={0}>
              {spread.used === 0 ? 'Nothing in any slot.' : `${plural(spread.used, 'slot')} of ${count(heat.slots.length)} have something; the fullest has ${timesMean(spread)} the mean.`}
            </Table.Caption>
            <Table.Thead>
              <Table.Tr><Table.Th>Slot</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th ta="right">Share</Table.Th><Table.Th>Home primary</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {top.map((t) => (
                <Table.Tr key={t.slot}>
                  <Table.Td><UnstyledButton className={classes.pick} aria-pressed={t.slot === chosen} title="Show it in the picture" onClick={() => setChosen(t.slot === chosen ? null : t.slot)}>{count(t.slot)}</UnstyledButton></Table.Td>
                  <Table.Td ta="right">{metric.format(t.value)}</Table.Td>
                  <Table.Td ta="right">{part(t.share)}</Table.Td>
                  <Table.Td>{primaryOf(t.slot)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
    </Panel>
  );
}
