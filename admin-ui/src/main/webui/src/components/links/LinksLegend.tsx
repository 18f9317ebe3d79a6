import { UnstyledButton } from '@mantine/core';
import type { Traffic } from '../../api/traffic';
import { t } from '../../i18n';
import { bytes, count, names, perSecond, rate } from '../../lib/format';
import { leftOut, messagesPerDot } from '../../lib/links/links';
import { kindInWords, lookOfKind } from '../../lib/links/looks';
import classes from './links.module.css';
import { Mark } from './Mark';

interface Props {
  traffic: Traffic;
  hidden: ReadonlySet<string>;
  onToggle: (kind: string) => void;
  still: boolean;
}

/** The kinds with their rates; each is a switch. And what a dot stands for. */
export function LinksLegend({ traffic, hidden, onToggle, still }: Props) {
  const sampled = traffic.kinds.filter((kind) => !hidden.has(kind.kind) && leftOut(kind));
  const sum = (of: 'shown' | 'all') => count(sampled.reduce((all, kind) => all + (leftOut(kind)?.[of] ?? 0), 0));
  return (
    <div>
      <ul className={classes.legend} aria-label={t('links.kinds')}>
        {traffic.kinds.map(({ kind, messages, bytes: bytesPerSecond }) => {
          const shown = !hidden.has(kind);
          return (
            <li key={kind}>
              <UnstyledButton className={classes.kind} aria-pressed={shown} title={`${meaningOf(kind)} – ${shown ? t('links.hide') : t('links.show')}`} onClick={() => onToggle(kind)}>
                <Mark look={lookOfKind(kind)} />
                <span className={classes.word}>{kindInWords(kind)}</span>
                <span className={`${classes.figures} num`}>{t('links.rate', { messages: rate(messages) })}</span>
                <span className={`${classes.figures} num`}>{perSecond(bytes(bytesPerSecond))}</span>
                {!still && <span className={`${classes.perDot} num`}>{t('links.perDot', { count: messagesPerDot(messages) })}</span>}
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <p className={classes.note}>
        {traffic.kinds.length === 0 && t('links.noneYet')}
        {traffic.kinds.length > 0 && traffic.kinds.every(({ kind }) => hidden.has(kind)) && t('links.allOff')}
        {still && traffic.kinds.length > 0 && t('links.still')}{' '}
        {sampled.length > 0 && t('links.sampled', { kinds: names(sampled.map(({ kind }) => kindInWords(kind))), shown: sum('shown'), all: sum('all') })}
      </p>
    </div>
  );
}

/** In the lab, hints belong to repair. */
const meaningOf = (kind: string) => (kind === 'repair' ? t('links.repair') : lookOfKind(kind).meaning);
