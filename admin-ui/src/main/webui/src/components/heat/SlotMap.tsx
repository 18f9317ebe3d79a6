import { Table, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Heat } from '../../api/heat';
import type { RingPicture } from '../../api/types';
import { useRing } from '../../hooks/useOverview';
import { t } from '../../i18n';
import { count, names } from '../../lib/format';
import { meanOf, part, spreadOf, timesMean, topSlots, type MetricLook } from '../../lib/heat';
import { arcAt, arcsOf } from '../../lib/ring';
import { NodeName } from '../NodeName';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import { GridCanvas } from './GridCanvas';
import classes from './heat.module.css';
import { HeatLegend } from './HeatLegend';

const ROWS = 14;

/** A square as near as can be: 128 × 128 for 16,384 slots. */
function sideOf(slots: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(slots)));
}

const namesIn = (ring: RingPicture, list: number[]) => names(list.map((n) => ring.nodes[n] ?? '?'));

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
    return node ? <NodeName nodeId={node} /> : t('common.nothing');
  };
  return (
    <Panel title={t('heat.slots.title')} note={t('heat.slots.note', { side: count(sideOf(heat.slots.length)), meaning: metric.meaning })} aside={<HeatLegend metric={metric} mean={mean} />}>
      <div className={classes.split}>
        <div>
          <GridCanvas
            columns={sideOf(heat.slots.length)}
            values={heat.slots}
            mean={mean}
            chosen={chosen}
            onPoint={setPointed}
            onChoose={setChosen}
            label={t('heat.slots.picture', { metric: metric.label, slots: count(heat.slots.length) })}
          />
          <div className={classes.said} role="status">
            {slot === null ? (
              t('heat.slots.point')
            ) : (
              <>
                <Rich text={t('heat.slots.said')} parts={{ slot: <b>{t('heat.slots.slot', { slot: count(slot) })}</b>, value: <b className="num">{metric.format(heat.slots[slot] ?? 0)}</b> }} />
                {spread.total > 0 && t('heat.slots.ofAll', { share: part((heat.slots[slot] ?? 0) / spread.total) })}
                {arc && ring && t('heat.slots.on', { names: namesIn(ring, arc.list) })}
                {arc?.next && ring && t('heat.slots.movingTo', { names: namesIn(ring, arc.next) })}
              </>
            )}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={metric.inTable}>
            <Table.Caption ta="left" style={{ captionSide: 'top' }} mt={0}>
              {spread.used === 0 ? t('heat.slots.empty') : t('heat.slots.some', { count: spread.used, all: count(heat.slots.length), times: timesMean(spread) })}
            </Table.Caption>
            <Table.Thead>
              <Table.Tr><Table.Th>{t('heat.slots.column')}</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th ta="right">{t('heat.slots.share')}</Table.Th><Table.Th>{t('heat.slots.primary')}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {top.map((one) => (
                <Table.Tr key={one.slot}>
                  <Table.Td><UnstyledButton className={classes.pick} aria-pressed={one.slot === chosen} title={t('heat.slots.show')} onClick={() => setChosen(one.slot === chosen ? null : one.slot)}>{count(one.slot)}</UnstyledButton></Table.Td>
                  <Table.Td ta="right">{metric.format(one.value)}</Table.Td>
                  <Table.Td ta="right">{part(one.share)}</Table.Td>
                  <Table.Td>{primaryOf(one.slot)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
    </Panel>
  );
}
