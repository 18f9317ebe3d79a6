import { useComputedColorScheme } from '@mantine/core';
import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { useNodeColors } from '../../hooks/useNodeColors';
import { drawDots, drawStill, spritesOf, type LinkInk } from '../../lib/links/draw';
import { DotField } from '../../lib/links/field';
import { linkLayoutOf } from '../../lib/links/layout';
import type { Link } from '../../lib/links/links';
import { KINDS, lookOfKind } from '../../lib/links/looks';
import { flowsOf, waysOf } from '../../lib/links/flows';
import classes from './links.module.css';

interface Props {
  side: number;
  /** Inner edge of the ring's bands. */
  inner: number;
  /** Who stands where. */
  names: readonly string[];
  links: Link[];
  /** For how many messages a dot stands, by kind. */
  perDot: ReadonlyMap<string, number>;
  still: boolean;
}

/** What nodes send to each other, inside the ring: dots on their ways. The table below has the figures. */
export function LinksLayer({ side, inner, names, links, perDot, still }: Props) {
  const nodes = useRef<HTMLCanvasElement>(null);
  const dots = useRef<HTMLCanvasElement>(null);
  const field = useRef<DotField>(null);
  field.current ??= new DotField();
  const colorOf = useNodeColors();
  const dark = useComputedColorScheme('light') === 'dark';
  const visible = useDocumentVisibility() !== 'hidden';
  const nameList = names.join(' ');
  // names come anew with every second, and are the same
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => linkLayoutOf(side, inner, names), [side, inner, nameList]);
  const ratio = window.devicePixelRatio || 1;

  useEffect(() => {
    field.current!.clear();
  }, [layout]);

  useEffect(() => {
    const flows = still ? [] : flowsOf(links, names, perDot);
    field.current!.setFlows(flows);
    const shown = new Set(links.map((link) => KINDS.indexOf(link.kind)));
    field.current!.keep((kind) => shown.has(kind));
    const g = fitted(nodes.current, side, ratio);
    if (g) drawStill(g, layout, names, waysOf(links, names), still, inkOf(nodes.current!, colorOf, dark));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [links, layout, nameList, perDot, still, dark, ratio]);

  useEffect(() => {
    const g = fitted(dots.current, side, ratio);
    if (!g || still || !visible) return;
    const sprites = spritesOf(KINDS.map(lookOfKind), dark, ratio);
    let last = performance.now();
    let frame = requestAnimationFrame(function beat(at: number) {
      field.current!.step(Math.max(0, at - last));
      last = at;
      drawDots(g, layout, field.current!, sprites);
      frame = requestAnimationFrame(beat);
    });
    return () => cancelAnimationFrame(frame);
  }, [layout, side, still, visible, dark, ratio]);

  return (
    <>
      <canvas ref={nodes} className={classes.layer} aria-hidden />
      <canvas ref={dots} className={classes.layer} data-traffic="dots" aria-hidden />
    </>
  );
}

/** Its context, in CSS pixels; the canvas is empty then. */
function fitted(canvas: HTMLCanvasElement | null, side: number, ratio: number): CanvasRenderingContext2D | null {
  const g = canvas?.getContext('2d') ?? null;
  if (!canvas || !g || side === 0) return null;
  canvas.width = side * ratio;
  canvas.height = side * ratio;
  g.scale(ratio, ratio);
  return g;
}

function inkOf(element: HTMLElement, colorOf: (nodeId: string) => string, dark: boolean): LinkInk {
  const style = getComputedStyle(element);
  return { colorOf, dark, text: style.color, faint: style.getPropertyValue('--line'), surface: style.getPropertyValue('--surface'), dimmed: style.getPropertyValue('--mantine-color-dimmed') };
}
