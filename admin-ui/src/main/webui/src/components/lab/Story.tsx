import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { Film, FilmWeight, Told } from '../../api/lab';
import { langOf, t } from '../../i18n';
import { dotsAt, filmClock, LEAST_SEEN_MICROS, longestOf, toldUntil } from '../../lib/lab/film';
import { lookOf } from '../../lib/lab/kinds';
import { toldInWords } from '../../lib/lab/words';
import { Panel } from '../Panel';
import classes from './lab.module.css';

const LOOKS: Record<FilmWeight, { Icon: Icon; color: string }> = {
  GOOD: { Icon: IconCircleCheck, color: 'var(--good)' },
  INFO: { Icon: IconInfoCircle, color: 'var(--info)' },
  WARN: { Icon: IconAlertTriangle, color: 'var(--warn)' },
  BAD: { Icon: IconCircleX, color: 'var(--bad)' },
};

const VIEWS = {
  all: () => true,
  cluster: (told: Told) => told.teller !== 'CLIENT',
  clients: (told: Told) => told.teller === 'CLIENT',
};
type View = keyof typeof VIEWS;

const LIMIT = 80;

/** What has happened up to now, in words, the newest first. */
export function Story({ film, micros }: { film: Film; micros: number }) {
  const [view, setView] = useState<View>(film.inner > 1 ? 'all' : 'cluster');
  const told = toldUntil(film, micros, LIMIT, VIEWS[view]);
  return (
    <Panel title={t('lab.story.title')} flush aside={<SegmentedControl size="xs" aria-label={t('lab.story.whose')} value={view} onChange={(value) => setView(value as View)} data={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: t(`lab.story.views.${value}`) }))} />}>
      <ol className={classes.told} style={{ height: 300 }} tabIndex={0} aria-label={t('lab.story.list')}>
        {told.map((one, i) => <Item key={`${one.micros} ${told.length - i}`} told={one} />)}
        {told.length === 0 && <li><span /><span /><span>{t('lab.story.nothing')}</span></li>}
      </ol>
    </Panel>
  );
}

function Item({ told }: { told: Told }) {
  const look = LOOKS[told.weight];
  const words = toldInWords(told);
  return (
    <li>
      <look.Icon size={16} stroke={2} color={look.color} style={{ marginTop: 2 }} aria-label={t('lab.story.by', { weight: t(`lab.story.weights.${told.weight}`), teller: t(`lab.story.tellers.${told.teller}`) })} />
      <time className="num">{filmClock(told.micros)}</time>
      <span style={{ overflowWrap: 'anywhere' }} lang={langOf(words, told.text)}>{words}</span>
    </li>
  );
}

const SAID = 12;

/** The messages that are in the picture, each in words: what clients and replicas say before the background's. */
export function Said({ film, micros, speed }: { film: Film; micros: number; speed: number }) {
  const dots = dotsAt(film.flights, micros, LEAST_SEEN_MICROS * speed, longestOf(film.flights));
  const background = (flight: number) => (lookOf(film.kinds[film.flights.kind[flight]!]!).background ? 1 : 0);
  const shown = dots.map((dot) => dot.flight).sort((a, b) => background(a) - background(b)).slice(0, SAID);
  return (
    <Panel title={t('lab.said.title')} note={dots.length > shown.length ? t('lab.said.some', { all: dots.length, shown: shown.length }) : t('lab.said.now')} flush>
      <ul className={classes.said} tabIndex={0} aria-label={t('lab.said.list')}>
        {shown.map((flight) => (
          <li key={flight}>
            <span className={classes.who}>{film.names[film.flights.from[flight]!]} → {film.names[film.flights.to[flight]!]}</span>
            <span lang="en">{film.flights.text[flight]}</span>
            {film.flights.fate[flight] === 1 ? ` ${t('lab.said.lost')}` : film.flights.fate[flight] === 2 ? ` ${t('lab.said.held')}` : ''}
          </li>
        ))}
        {shown.length === 0 && <li>{t('lab.said.nothing')}</li>}
      </ul>
    </Panel>
  );
}
