import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { t } from '../i18n';
import type { Sample } from '../lib/history';
import { HISTORY_MILLIS } from '../lib/history';
import { shortClock } from '../lib/format';

interface Props {
  samples: Sample[];
  label: string;
  valueOf: (sample: Sample) => number | null;
  format: (value: number) => string;
  color: string;
  /** The top of the axis; left out: as high as the values. */
  top?: number;
  height?: number;
}

/** One line over the last five minutes. The canvas is kept; only the data change each second. */
export function TrafficChart({ samples, label, valueOf, format, color, top, height = 118 }: Props) {
  const { ref, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!host.current || width === 0) return;
    const style = getComputedStyle(host.current);
    const ink = style.getPropertyValue(color);
    const axis: Partial<uPlot.Axis> = {
      stroke: style.getPropertyValue('--mantine-color-dimmed'),
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      ticks: { show: false },
      font: '11px "Inter Variable", sans-serif',
    };
    plot.current = new uPlot(
      {
        width, height, padding: [8, 8, 0, 0],
        cursor: { y: false, points: { size: 7 } },
        legend: { show: false },
        scales: {
          x: { range: (_, __, max) => [max - HISTORY_MILLIS / 1000, max] },
          y: { range: (_, __, max) => [0, top ?? Math.max(1, (max ?? 0) * 1.15)] },
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((second) => shortClock(second * 1000)), space: 70, size: 24 },
          { ...axis, values: (_, ticks) => ticks.map(format), size: 48, space: 34 },
        ],
        series: [{}, { stroke: ink, width: 2, fill: `${ink}1f`, points: { show: false } }],
      },
      [[], []],
      host.current,
    );
    return () => {
      plot.current?.destroy();
      plot.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [width, scheme, height, color, top]);

  useEffect(() => {
    plot.current?.setData([samples.map((s) => s.atMillis / 1000), samples.map(valueOf)]);
  });

  const last = samples.findLast((s) => valueOf(s) !== null);
  const said = last ? format(valueOf(last)!) : t('traffic.nothingYet');
  return (
    <div ref={ref}>
      <div ref={host} role="img" aria-label={t('traffic.chart', { label, now: said })} style={{ minHeight: height }} />
    </div>
  );
}
