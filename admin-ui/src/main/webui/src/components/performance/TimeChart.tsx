import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { t } from '../../i18n';
import { clock, shortClock } from '../../lib/format';
import type { Line } from '../../lib/performance';
import classes from './performance.module.css';

const HEIGHT = 168;
/** Of an axis on which all is nought: whole numbers fit between. */
const NOTHING_TOP = 4;

interface Props {
  label: string;
  times: number[];
  lines: Line[];
  /** Of another window, drawn dashed at the times of this one; null: none. */
  earlier: { times: number[]; lines: Line[] } | null;
  from: number;
  to: number;
  colorOf: (name: string) => string;
  format: (value: number) => string;
  top?: number;
  /** Which of `times` is pointed at; null: none. */
  onPoint: (place: number | null) => void;
  /** A part was marked with the pointer. */
  onMark: (from: number, to: number) => void;
}

/** Lines over time. The canvas stays while the names do; only the data change each second. */
export function TimeChart({ label, times, lines, earlier, from, to, colorOf, format, top, onPoint, onMark }: Props) {
  const { ref, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const scheme = useComputedColorScheme('light');
  const now = useRef({ from, to, onPoint, onMark, times });
  now.current = { from, to, onPoint, onMark, times };
  const names = lines.map((l) => l.name);
  const earlierNames = earlier?.lines.map((l) => l.name) ?? [];
  const drawn = `${names.join('\n')}\0${earlierNames.join('\n')}`;

  useEffect(() => {
    if (!host.current || width === 0) return;
    const style = getComputedStyle(host.current);
    const axis: Partial<uPlot.Axis> = {
      stroke: style.getPropertyValue('--mantine-color-dimmed'),
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      ticks: { show: false },
      font: '11px "Inter Variable", sans-serif',
    };
    plot.current = new uPlot(
      {
        width, height: HEIGHT, padding: [8, 8, 0, 0],
        cursor: { y: false, points: { size: 6 }, sync: { key: 'performance' }, drag: { x: true, y: false, setScale: false } },
        legend: { show: false },
        scales: {
          x: { range: () => [now.current.from / 1000, now.current.to / 1000] },
          y: { range: (_, __, max) => [0, top ?? ((max ?? 0) * 1.15 || NOTHING_TOP)] },
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((second) => (now.current.to - now.current.from < 240_000 ? clock : shortClock)(second * 1000)), space: 76, size: 24 },
          { ...axis, values: (_, ticks) => ticks.map(format), size: 74, space: 34 },
        ],
        series: [
          {},
          ...names.map((name) => ({ stroke: colorOf(name), width: 2, points: { show: false } })),
          ...earlierNames.map((name) => ({ stroke: colorOf(name), width: 1.5, dash: [5, 4], points: { show: false } })),
        ],
        hooks: {
          setCursor: [(u) => {
            // the others follow, and say nothing
            if (u.cursor.event === undefined || u.cursor.event === null) return;
            const at = u.cursor.idx === null || u.cursor.idx === undefined ? undefined : u.data[0][u.cursor.idx];
            const place = at === undefined ? -1 : now.current.times.findLastIndex((time) => time / 1000 <= at);
            now.current.onPoint(place < 0 ? null : place);
          }],
          setSelect: [(u) => {
            if (u.select.width < 8) return;
            now.current.onMark(u.posToVal(u.select.left, 'x') * 1000, u.posToVal(u.select.left + u.select.width, 'x') * 1000);
            u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          }],
        },
      },
      [[], ...names.map(() => []), ...earlierNames.map(() => [])],
      host.current,
    );
    return () => {
      plot.current?.destroy();
      plot.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [width, scheme, drawn, top, format]);

  useEffect(() => {
    const own: uPlot.AlignedData = [times.map((time) => time / 1000), ...lines.map((l) => l.values)];
    const other: uPlot.AlignedData | null = earlier && [earlier.times.map((time) => time / 1000), ...earlier.lines.map((l) => l.values)];
    plot.current?.setData(other ? uPlot.join([own, other]) : own);
  });

  return (
    <div ref={ref}>
      <div ref={host} className={classes.plot} role="img" aria-label={t('performance.chart', { label })} onPointerLeave={() => onPoint(null)} />
    </div>
  );
}
