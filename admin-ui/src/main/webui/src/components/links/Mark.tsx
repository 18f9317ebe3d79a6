import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { KindLook } from '../../lib/lab/kinds';
import { drawShape } from '../../lib/lab/shapes';

const SIDE = 14;

/** The mark of a kind of message, as pictures have it. */
export function Mark({ look }: { look: KindLook }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  useEffect(() => {
    const g = canvas.current?.getContext('2d');
    if (!g) return;
    g.setTransform(2, 0, 0, 2, 0, 0);
    g.clearRect(0, 0, SIDE, SIDE);
    drawShape(g, look.shape, SIDE / 2, SIDE / 2, 4.2, dark ? look.dark : look.light);
  }, [look, dark]);
  return <canvas ref={canvas} width={2 * SIDE} height={2 * SIDE} style={{ width: SIDE, height: SIDE, flex: 'none' }} aria-hidden />;
}
