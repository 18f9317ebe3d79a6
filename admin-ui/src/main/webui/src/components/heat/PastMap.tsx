import { Table, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { HeatPast } from '../../api/heat';
import { clock, count, span } from '../../lib/format';
import { meanOf, rangeName, spreadOf, type MetricLook } from '../../lib/heat';
import { Panel } from '../Panel';
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
      title="In time"
      note={`The last ten minutes look by look, before that a column per minute. ${span(past.keptMillis)} are kept, in the memory of this server: they begin anew when it does.`}
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
              label={`${metric.label} by slot range and time; the table beside has the newest.`}
            />
          )}
          <div className={`${classes.axis} num`}>
            <span>{columns > 0 && clock(past.times[0]!)}</span>
            <span>{columns > 1 && clock(past.times[columns - 1]!)}</span>
          </div>
          <div className={classes.said} role="status">
            {cell === null ? 'Point at a cell for its figures; choose one to see that look above.' : <><b className="num">{clock(past.times[cell % columns] ?? 0)}</b>, slots {rangeName(Math.floor(cell / columns), past.rangeSlots)}: <b className="num">{metric.format(cells[cell] ?? 0)}</b></>}
          </div>
        </div>
        <Table.ScrollContainer minWidth={300}>
          <Table className="num" verticalSpacing={7} horizontalSpacing={8} fz="sm" aria-label={`${metric.label} over time, newest first`}>
            <Table.Thead>
              <Table.Tr><Table.Th>At</Table.Th><Table.Th ta="right">{metric.label}</Table.Th><Table.Th>Fullest range</Table.Th><Table.Th ta="right">It has</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {recent.map(({ time, of }) => (
                <Table.Tr key={time}>
                  <Table.Td><UnstyledButton className={classes.pick} aria-pressed={time === at} title="Show this look" onClick={() => onAt(time === at ? null : time)}>{clock(time)}</UnstyledButton></Table.Td>
                  <Table.Td ta="right">{metric.format(of.total)}</Table.Td>
                  <Table.Td>{of.topAt < 0 ? '–' : rangeName(of.topAt, past.rangeSlots)}</Table.Td>
                  <Table.Td ta="right">{of.topAt < 0 ? '–' : metric.format(of.top)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {columns > ROWS && <div className={classes.said}>The newest {ROWS} of {count(columns)}; the slider above reaches all.</div>}
        </Table.ScrollContainer>
      </div>
    </Panel>
  );
}
