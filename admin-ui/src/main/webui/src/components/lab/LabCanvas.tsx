import { Loader, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Doing, Film } from '../../api/lab';
import type { Playback } from '../../hooks/usePlayback';
import { language, t } from '../../i18n';
import { doingInWords, doingToNode, doingToWay } from '../../lib/lab/doings';
import { drawScene, type LabInk } from '../../lib/lab/draw';
import { dotsAt, LEAST_SEEN_MICROS, linkName, longestOf, momentAt } from '../../lib/lab/film';
import { lookOf } from '../../lib/lab/kinds';
import { layoutOf, nodeAt, wayAt, waysShown } from '../../lib/lab/layout';
import classes from './lab.module.css';

interface Props {
  film: Film;
  playback: Playback;
  still: boolean;
  busy: boolean;
  chosen: number | null;
  /** Why a click does nothing; null: it does. */
  refused: string | null;
  onDo: (doing: Doing) => void;
}

/** The cluster as a picture: nodes, the ways between them, and the messages on them. The table beside it does all that clicks do here. */
export function LabCanvas({ film, playback, still, busy, chosen, refused, onDo }: Props) {
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const ready = useCanvasFont();
  const [under, setUnder] = useState<{ node: number; way: [number, number] | null }>({ node: -1, way: null });
  const layout = useMemo(() => layoutOf(width, film.inner, film.names.length), [width, film.inner, film.names.length]);
  const focus = chosen ?? (under.node >= 0 && film.names.length > 13 ? under.node : null);
  const ways = useMemo(() => waysShown(film.names.length, film.inner, focus), [film.names.length, film.inner, focus]);
  const longest = useMemo(() => longestOf(film.flights), [film]);

  useEffect(() => {
    const element = canvas.current;
    const g = element?.getContext('2d');
    if (!element || !g || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = width * ratio;
    element.height = width * ratio;
    g.scale(ratio, ratio);
    const ink = inkOf(element, film, dark);
    const draw = () => {
      const micros = playback.now.current;
      drawScene(g, {
        film, layout, ways, chosen, still, moment: momentAt(film, micros), dots: dotsAt(film.flights, micros, LEAST_SEEN_MICROS * playback.speed, longest),
        hoveredNode: under.node, hoveredWay: under.way && linkName(...under.way),
      }, ink);
    };
    draw();
    if (!playback.playing || still) return;
    let frame = requestAnimationFrame(function beat() {
      draw();
      frame = requestAnimationFrame(beat);
    });
    return () => cancelAnimationFrame(frame);
  }, [film, layout, ways, longest, width, dark, still, chosen, under, ready, language(), playback.playing, playback.speed, playback.now, playback.playing && !still ? 0 : playback.micros]);

  const at = (e: MouseEvent<HTMLCanvasElement>) => {
    const box = e.currentTarget.getBoundingClientRect();
    const [x, y] = [e.clientX - box.left, e.clientY - box.top];
    const node = nodeAt(layout, x, y);
    return { node, way: node >= 0 ? null : wayAt(layout, ways, x, y) };
  };
  const doing = under.node < 0 && !under.way ? null : doingOf(film, under, playback.micros);
  const hint = doing && (refused ? t('lab.notHere', { doing: doingInWords(doing) }) : doingInWords(doing));

  return (
    <div ref={ref} className={classes.frame}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={t('lab.picture', { nodes: film.names.length - film.inner })}
        data-picture={film.pictureHash}
        data-ready={ready}
        onPointerMove={(e) => {
          const now = at(e);
          setUnder((before) => same(before, now) ?? now);
        }}
        onPointerLeave={() => setUnder({ node: -1, way: null })}
        onClick={(e) => {
          const hit = at(e);
          if (!refused && !busy && (hit.node >= 0 || hit.way)) onDo(doingOf(film, hit, playback.now.current));
        }}
        style={{ cursor: doing && !refused ? 'pointer' : 'default' }}
      />
      <span className={classes.watermark}>{t('lab.watermark')}</span>
      {hint && <span className={classes.hint}>{hint}</span>}
      {busy && <span className={classes.busy} role="status"><Loader size={14} /> {t('lab.computing')}</span>}
    </div>
  );
}

/** Whether the font is there; a canvas does not draw itself anew when it comes. */
function useCanvasFont(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    const done = () => !gone && setReady(true);
    Promise.all(['500 11px', '600 12px'].map((size) => document.fonts.load(`${size} "Inter Variable"`))).then(done, done);
    return () => {
      gone = true;
    };
  }, []);
  return ready;
}

type Under = { node: number; way: [number, number] | null };

function same(before: Under, now: Under): Under | null {
  const way = (under: Under) => under.way && linkName(...under.way);
  return before.node === now.node && way(before) === way(now) ? before : null;
}

function doingOf(film: Film, under: Under, micros: number): Doing {
  const moment = momentAt(film, micros);
  return under.way ? doingToWay(film, moment, under.way[0], under.way[1], micros) : doingToNode(film, moment, under.node, micros);
}

function inkOf(element: HTMLElement, film: Film, dark: boolean): LabInk {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name);
  return {
    text: style.color, faint: of('--line'), surface: of('--surface'), dimmed: of('--mantine-color-dimmed'), good: of('--good'), warn: of('--warn'), bad: of('--bad'), moving: of('--moving'),
    lookOf: (kind) => lookOf(film.kinds[kind]!), dark,
  };
}
