import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '../../i18n';
import { cellAfterKey, stepOf } from '../../lib/heat';
import { ramp, STEPS } from '../../lib/heatRamp';
import classes from './heat.module.css';

interface Props {
  columns: number;
  /** Row by row; null: nothing is known there. */
  values: (number | null)[];
  /** What the colours are beside. */
  mean: number;
  /** Of a cell; left out: cells are square. */
  cellHeight?: number;
  label: string;
  chosen: number | null;
  onPoint: (cell: number | null) => void;
  onChoose: (cell: number | null) => void;
}

/** Numbers as coloured cells. Pointed at by mouse, walked over by the arrow keys; what a cell says stands beside it in words. */
export function GridCanvas({ columns, values, mean, cellHeight, label, chosen, onPoint, onChoose }: Props) {
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  const rows = Math.max(1, Math.ceil(values.length / columns));
  const height = cellHeight ? rows * cellHeight : (width / columns) * rows;
  const image = useMemo(() => imageOf(columns, rows, values, mean, scheme === 'dark'), [columns, rows, values, mean, scheme]);

  useEffect(() => {
    const element = canvas.current;
    const g = element?.getContext('2d');
    if (!element || !g || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    const small = document.createElement('canvas');
    small.width = columns;
    small.height = rows;
    small.getContext('2d')?.putImageData(image, 0, 0);
    g.imageSmoothingEnabled = false;
    g.drawImage(small, 0, 0, element.width, element.height);
    if (chosen === null) return;
    const w = element.width / columns;
    const h = element.height / rows;
    const [x, y] = [(chosen % columns) * w, Math.floor(chosen / columns) * h];
    const style = getComputedStyle(element);
    const line = 2 * ratio;
    g.lineWidth = line * 2;
    g.strokeStyle = style.getPropertyValue('--surface');
    g.strokeRect(x - line, y - line, w + 2 * line, h + 2 * line);
    g.lineWidth = line;
    g.strokeStyle = style.getPropertyValue('--moving');
    g.strokeRect(x - line / 2, y - line / 2, w + line, h + line);
  }, [image, width, height, chosen, columns, rows]);

  const cellAt = (e: PointerEvent): number | null => {
    const box = e.currentTarget.getBoundingClientRect();
    const x = Math.floor(((e.clientX - box.left) / box.width) * columns);
    const y = Math.floor(((e.clientY - box.top) / box.height) * rows);
    const cell = y * columns + x;
    return x >= 0 && x < columns && cell >= 0 && cell < values.length ? cell : null;
  };
  const press = (e: KeyboardEvent) => {
    const next = e.key === 'Escape' ? null : cellAfterKey(e.key, chosen, columns, values.length);
    if (next === null && e.key !== 'Escape') return;
    e.preventDefault();
    onChoose(next);
  };
  return (
    <div ref={ref}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        style={{ height }}
        role="application"
        aria-label={t('heat.keysHelp', { label })}
        tabIndex={0}
        onPointerMove={(e) => onPoint(cellAt(e))}
        onPointerLeave={() => onPoint(null)}
        onClick={(e) => onChoose(cellAt(e as unknown as PointerEvent))}
        onKeyDown={press}
      />
    </div>
  );
}

/** One pixel per cell. */
function imageOf(columns: number, rows: number, values: (number | null)[], mean: number, dark: boolean): ImageData {
  const colors = ramp(dark);
  const image = new ImageData(columns, rows);
  values.forEach((value, i) => {
    const [r, g, b] = colors[value === null ? 0 : stepOf(value, mean, STEPS)]!;
    image.data.set([r, g, b, value === null ? 0 : 255], i * 4);
  });
  return image;
}
