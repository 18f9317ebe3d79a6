import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import type { RingPicture } from '../api/types';
import { useNodeColors } from '../hooks/useNodeColors';
import { t } from '../i18n';
import { count, names } from '../lib/format';
import { arcAt, bandAt, bandsOf, movingSlots, slotAt, type Arc } from '../lib/ring';
import { drawRing, layoutOf } from '../lib/ringDraw';
import { NodeName } from './NodeName';
import classes from './RingCanvas.module.css';

interface Props {
  ring: RingPicture;
  arcs: Arc[];
  selected: string | null;
  onSelect: (nodeId: string | null) => void;
  /** What is drawn inside the ring. @param inner inner edge of its bands */
  inside?: (side: number, inner: number) => ReactNode;
}

/** The ring as a picture. What it shows by pointing, the table beside it says in words. */
export function RingCanvas({ ring, arcs, selected, onSelect, inside }: Props) {
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colorOf = useNodeColors();
  const scheme = useComputedColorScheme('light');
  const still = useReducedMotion();
  const [hovered, setHovered] = useState<{ slot: number; arc: Arc; nodeId: string | null } | null>(null);
  const moving = movingSlots(arcs);
  const bands = bandsOf(ring);
  const layout = layoutOf(width, bands);
  const inner = layout.outer - bands * layout.bandWidth;

  useEffect(() => {
    const element = canvas.current;
    const g = element?.getContext('2d');
    if (!element || !g || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = width * ratio;
    element.height = width * ratio;
    g.scale(ratio, ratio);
    const style = getComputedStyle(element);
    const ink = { colorOf, moving: style.getPropertyValue('--moving'), faint: style.getPropertyValue('--line'), text: style.color };
    const draw = (pulse: number) => drawRing(g, layout, ring, arcs, ink, { nodeId: selected, arc: hovered?.arc ?? null, pulse });
    if (moving === 0 || still) {
      draw(1);
      return;
    }
    let frame = 0;
    const animate = (time: number) => {
      draw(0.5 + 0.5 * Math.sin(time / 260));
      frame = requestAnimationFrame(animate);
    };
    frame = requestAnimationFrame(animate);
    return () => cancelAnimationFrame(frame);
    // the ink changes with the scheme, the layout with the width
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ring, arcs, selected, hovered?.arc, width, scheme, still, moving]);

  const point = (e: PointerEvent) => {
    const box = e.currentTarget.getBoundingClientRect();
    const x = e.clientX - box.left - layout.centre;
    const y = e.clientY - box.top - layout.centre;
    const distance = Math.hypot(x, y);
    const slot = slotAt(x, y, ring.slotCount);
    const arc = distance >= inner && distance <= layout.outer + 24 ? arcAt(arcs, slot) : null;
    const band = bandAt(distance, layout.outer, layout.bandWidth, bands);
    setHovered(arc && { slot, arc, nodeId: band === null ? null : (ring.nodes[arc.list[band] ?? -1] ?? null) });
  };

  return (
    <div>
      <div ref={ref} className={classes.frame}>
        <canvas
          ref={canvas}
          className={classes.canvas}
          role="img"
          aria-label={t('ring.picture', { slots: count(ring.slotCount), names: names(ring.nodes) || t('ring.nobody') })}
          onPointerMove={point}
          onPointerLeave={() => setHovered(null)}
          onClick={() => onSelect(hovered?.nodeId && hovered.nodeId !== selected ? hovered.nodeId : null)}
          style={{ cursor: hovered?.nodeId ? 'pointer' : 'default' }}
        />
        {width > 0 && inside?.(width, inner)}
        {hovered && <div className={classes.centre}><div className={classes.card}><SlotCard ring={ring} slot={hovered.slot} arc={hovered.arc} /></div></div>}
      </div>
      <p className={`${classes.caption} num`}>
        {t('ring.onVersion', { slots: count(ring.slotCount), version: count(ring.ringVersion) })}
        {moving > 0 && <span className={classes.moving}>{t('ring.moving', { count: moving })}</span>}
      </p>
    </div>
  );
}

function SlotCard({ ring, slot, arc }: { ring: RingPicture; slot: number; arc: Arc }) {
  const arriving = (arc.next ?? []).filter((n) => !arc.list.includes(n));
  return (
    <>
      <div className="num" style={{ fontWeight: 640 }}>{t('ring.slot', { slot: count(slot) })}</div>
      <div className={`${classes.small} num`}>{arc.from === arc.to ? t('ring.ownList') : t('ring.oneList', { from: count(arc.from), to: count(arc.to) })}</div>
      <ol className={classes.list}>
        {arc.list.map((n, place) => (
          <li key={n}><NodeName nodeId={ring.nodes[n] ?? '?'} /><span className={classes.place}>{place === 0 ? t('ring.homePrimary') : t('ring.replica')}</span></li>
        ))}
        {arriving.map((n) => (
          <li key={n}><NodeName nodeId={ring.nodes[n] ?? '?'} /><span className={classes.place} style={{ color: 'var(--moving)' }}>{t('ring.movingIn')}</span></li>
        ))}
      </ol>
    </>
  );
}
