import type { Film } from '../../api/lab';
import { t } from '../../i18n';
import { count } from '../../lib/format';
import { lookOf } from '../../lib/lab/kinds';
import { Mark } from '../links/Mark';
import classes from './lab.module.css';

/** Which mark is which kind of message, of those that occur; and what the picture leaves out. */
export function Legend({ film }: { film: Film }) {
  const there = film.kinds.filter((_, kind) => film.rates.some((rate) => (rate[kind] ?? 0) > 0));
  const shown = film.flights.from.length;
  return (
    <>
      <ul className={classes.legend} aria-label={t('lab.legend.label')}>
        {there.map((kind) => <li key={kind} title={lookOf(kind).meaning}><Mark look={lookOf(kind)} />{lookOf(kind).word}</li>)}
      </ul>
      <p className={classes.note}>
        {shown < film.sent ? t('lab.legend.some', { shown: count(shown), all: count(film.sent) }) : t('lab.legend.all', { all: count(film.sent) })}{' '}
        {t('lab.legend.halfWay')} {film.order.scenario === 'CASPAXOS_RULE' ? t('lab.legend.steps') : t('lab.legend.network')}
      </p>
    </>
  );
}
