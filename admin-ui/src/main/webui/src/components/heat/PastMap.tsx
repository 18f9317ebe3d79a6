import { Table, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { HeatPast } from '../../api/heat';
import { t } from '../../i18n';
import { clock, count, span } from '../../lib/format';
import { meanOf, rangeName, spreadOf, type MetricLook } from '../../lib/heat';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import { GridCanvas } from './GridCanvas';
import classes from './heat.module.css';
import { HeatLegend } from './HeatLegend';

const ROWS = 8;
const CELL_HEIGHT = 5;

interface Props {
  past: HeatPast;
  metric: MetricLook;
  /** The look that is shown; null: the newest. */
  at: number | null;
  onAt: (at: number | null) => void;
}

/** Time from left to right, slots from top to bottom. A click goes to that look. */
export function PastMap({ past, metric, at, onAt }: Props) {
  const [pointed, setPointed] = useState<number | null>(null);
  const [range, setRange] = useState<number | null>(null);
  const columns = past.times.length;
  const column = at === null ? -1 : past.times.indexOf(at);
  const chosen = column < 0 || range === null ? null : range * columns + column;
  const rows = past.ranges[0]?.length ?? 0;
  const cells = useMemo(() => Array.from({ length: rows * columns }, (_, i) => past.ranges[i % columns]?.[Math.floor(i / columns)] ?? null), [past, rows, columns]);
  const mean = useMemo(() => meanOf(cells), [cells]);
  const recent = past.times.map((time, i) => ({ time, of: spreadOf(past.ranges[i] ?? []) })).slice(-ROWS).toReversed();
  const cell = pointed ?? chosen;
  return (
    <Panel
      title={t('heat.past.title')}
      note={t('heat.past.note', { kept: span(past.keptMillis) })}
      aside={<HeatLegend metric={metric} mean={mean} />}
    >
      <div className={classes.split}>
        <div>
          {columns > 0 && (
            <GridCanvas
              columns={columns} values={cells} mean={mean} cellHeight={CELL_HEIGHT} chosen={chosen} onPoint={setPointed}
              onChoose={(c) => {
                setRange(c === null ? null : Math.floor(c / columns));
                onAt(c === null ? null : (past.times[c % columns] ?? null));
              }}
              label={t('heat.past.picture', { metric: metric.label })}
            />
          )}
          <div className={`${classes.axis} num`}>
            <span>{columns > 0 && clock(past.times[0]!)}</span>
            <span>{columns > 1 && clock(past.times[columns - 1]!)}</span>
          </div>
          <div className={classes.said} role="status">
            {cell === null ? t('heat.past.point') : <Rich text={t('heat.past.cell', { range: rangeName(Math.floor(cell / columns), past.rangeSlots) })} parts={{ time: <b className="num">{clock(past.times[cell % columns] ?? 0)}</b>, value: <b className="num">{metric.format(cells[cell] ?? 0)}</b> }} />}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={t('heat.past.table', { metric: metric.label })}>
            <Table.Thead>
              <Table.Tr><Table.Th>{t('heat.past.at')}</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th>{t('heat.past.fullest')}</Table.Th><Table.Th ta="right">{t('heat.past.has')}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {recent.map(({ time, of }) => (
                <Table.Tr key={time}>
                  <Table.Td><UnstyledButton className={classes.pick} aria-pressed={time === at} title={t('heat.past.show')} onClick={() => onAt(time === at ? null : time)}>{clock(time)}</UnstyledButton></Table.Td>
                  <Table.Td ta="right">{metric.format(of.total)}</Table.Td>
                  <Table.Td>{of.topAt < 0 ? t('common.nothing') : rangeName(of.topAt, past.rangeSlots)}</Table.Td>
                  <Table.Td ta="right">{of.topAt < 0 ? t('common.nothing') : metric.format(of.top)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {columns > ROWS && <div className={classes.said}>{t('heat.past.newest', { rows: ROWS, all: count(columns) })}</div>}
        </Table.ScrollContainer>
      </div>
    </Panel>
  );
}
