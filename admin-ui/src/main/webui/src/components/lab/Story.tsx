import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { Film, FilmTeller, FilmWeight, Told } from '../../api/lab';
import { dotsAt, filmClock, LEAST_SEEN_MICROS, longestOf, toldUntil } from '../../lib/lab/film';
import { lookOf } from '../../lib/lab/kinds';
import { Panel } from '../Panel';
import classes from './lab.module.css';

const LOOKS: Record<FilmWeight, { Icon: Icon; color: string; word: string }> = {
  GOOD: { Icon: IconCircleCheck, color: 'var(--good)', word: 'good news' },
  INFO: { Icon: IconInfoCircle, color: 'var(--info)', word: 'notice' },
  WARN: { Icon: IconAlertTriangle, color: 'var(--warn)', word: 'warning' },
  BAD: { Icon: IconCircleX, color: 'var(--bad)', word: 'failure' },
};

const VIEWS: Record<string, { label: string; wanted: (told: Told) => boolean }> = {
  all: { label: 'All', wanted: () => true },
  cluster: { label: 'Cluster', wanted: (told) => told.teller !== 'CLIENT' },
  clients: { label: 'Clients', wanted: (told) => told.teller === 'CLIENT' },
};

const WHO: Record<FilmTeller, string> = { ACT: 'What is done', MANAGER: 'Manager', NODE: 'Node', CLIENT: 'Client', CHECKER: 'Checker' };
const LIMIT = 80;

/** What has happened up to now, in words, the newest first. */
export function Story({ film, micros }: { film: Film; micros: number }) {
  const [view, setView] = useState(film.inner > 1 ? 'all' : 'cluster');
  const told = toldUntil(film, micros, LIMIT, VIEWS[view]!.wanted);
  return (
    <Panel title="What happens" flush aside={<SegmentedControl size="xs" aria-label="Whose doing" value={view} onChange={setView} data={Object.entries(VIEWS).map(([value, { label }]) => ({ value, label }))} />}>
      <ol className={classes.told} style={{ height: 300 }} tabIndex={0} aria-label="What has happened, newest first">
        {told.map((one, i) => <Item key={`${one.micros} ${told.length - i}`} told={one} />)}
        {told.length === 0 && <li><span /><span /><span>Nothing yet: play, or step.</span></li>}
      </ol>
    </Panel>
  );
}

function Item({ told }: { told: Told }) {
  const look = LOOKS[told.weight];
  return (
    <li>
      <look.Icon size={16} stroke={2} color={look.color} style={{ marginTop: 2 }} aria-label={`${look.word}, ${WHO[told.teller]}`} />
      <time className="num">{filmClock(told.micros)}</time>
      <span style={{ overflowWrap: 'anywhere' }}>{told.text}</span>
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
    <Panel title="What is said" note={dots.length > shown.length ? `${dots.length} messages are in the picture; these are ${shown.length} of them.` : 'The messages that are in the picture now.'} flush>
      <ul className={classes.said} tabIndex={0} aria-label="Messages in the picture">
        {shown.map((flight) => (
          <li key={flight}>
            <span className={classes.who}>{film.names[film.flights.from[flight]!]} → {film.names[film.flights.to[flight]!]}</span>
            {film.flights.text[flight]}
            {film.flights.fate[flight] === 1 ? ' (it will be lost)' : film.flights.fate[flight] === 2 ? ' (it waits for the end of a cut)' : ''}
          </li>
        ))}
        {shown.length === 0 && <li>Nothing at this moment.</li>}
      </ul>
    </Panel>
  );
}
