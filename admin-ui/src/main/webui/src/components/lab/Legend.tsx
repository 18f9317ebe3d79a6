import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Film } from '../../api/lab';
import { t } from '../../i18n';
import { count } from '../../lib/format';
import { lookOf, type KindLook } from '../../lib/lab/kinds';
import { drawShape } from '../../lib/lab/shapes';
import classes from './lab.module.css';

/** Which mark is which kind of message, of those that occur; and what the picture leaves out. */
export function Legend({ film }: { film: Film }) {
  const dark = useComputedColorScheme('light') === 'dark';
  const there = film.kinds.filter((_, kind) => film.rates.some((rate) => (rate[kind] ?? 0) > 0));
  const shown = film.flights.from.length;
  return (
    <>
      <ul className={classes.legend} aria-label={t('lab.legend.label')}>
        {there.map((kind) => <li key={kind} title={lookOf(kind).meaning}><Mark look={lookOf(kind)} dark={dark} />{lookOf(kind).word}</li>)}
      </ul>
      <p className={classes.note}>
        {shown < film.sent ? t('lab.legend.some', { shown: count(shown), all: count(film.sent) }) : t('lab.legend.all', { all: count(film.sent) })}{' '}
        {t('lab.legend.halfWay')} {film.order.scenario === 'CASPAXOS_RULE' ? t('lab.legend.steps') : t('lab.legend.network')}
      </p>
    </>
  );
}

function Mark({ look, dark }: { look: KindLook; dark: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const g = canvas.current?.getContext('2d');
    if (!g) return;
    g.setTransform(2, 0, 0, 2, 0, 0);
    g.clearRect(0, 0, 14, 14);
    drawShape(g, look.shape, 7, 7, 4.2, dark ? look.dark : look.light);
  }, [look, dark]);
  return <canvas ref={canvas} width={28} height={28} style={{ width: 14, height: 14 }} aria-hidden />;
}
