import { Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHourglass, type Icon } from '@tabler/icons-react';
import type { Film, LabVerdict } from '../../api/lab';
import { langOf, t } from '../../i18n';
import { operationsIn } from '../../lib/lab/doings';
import { filmClock } from '../../lib/lab/film';
import { checkedInWords, sentenceOf, toldInWords } from '../../lib/lab/words';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import classes from './lab.module.css';

const LOOKS: Record<LabVerdict['outcome'], { Icon: Icon; color: string }> = {
  HELD: { Icon: IconCircleCheck, color: 'var(--good)' },
  VIOLATED: { Icon: IconCircleX, color: 'var(--bad)' },
  UNKNOWN: { Icon: IconAlertTriangle, color: 'var(--warn)' },
  BROKE: { Icon: IconAlertTriangle, color: 'var(--bad)' },
};

interface Props {
  film: Film;
  micros: number;
  onSeek: (micros: number) => void;
}

/** What the checkers say, once the film is there. */
export function VerdictPanel({ film, micros, onSeek }: Props) {
  const { verdict } = film;
  if (micros < verdict.micros) {
    return (
      <Panel title={t('lab.verdict.title')}>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <IconHourglass size={18} color="var(--mantine-color-dimmed)" style={{ flex: 'none', marginTop: 2 }} aria-hidden />
          <Text size="sm" c="dimmed">{t('lab.verdict.waiting', { time: filmClock(verdict.micros) })} <Button size="compact-xs" variant="subtle" onClick={() => onSeek(film.endMicros)}>{t('lab.verdict.goThere')}</Button></Text>
        </Group>
      </Panel>
    );
  }
  const look = LOOKS[verdict.outcome];
  return (
    <Panel title={t('lab.verdict.title')}>
      <div role="status">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <look.Icon size={22} stroke={2} color={look.color} style={{ flex: 'none' }} aria-hidden />
          <div>
            <Text fw={640}>{t(`lab.verdict.${verdict.outcome}`)}</Text>
            <Text size="sm">{sentenceOf(verdict)}</Text>
            {verdict.invariant && <Text size="xs" c="dimmed" mt={4}><Rich text={t('lab.verdict.invariant', { time: filmClock(verdict.micros) })} parts={{ name: <Code>{verdict.invariant}</Code> }} /></Text>}
          </div>
        </Group>
      </div>
      {verdict.detail && <pre className={`${classes.detail} mono`} tabIndex={0} lang="en">{verdict.detail.trim()}</pre>}
      <Offending film={film} onSeek={onSeek} />
      <ul className={classes.checked}>{checkedInWords(verdict).map((line) => <li key={line}>{line}</li>)}</ul>
    </Panel>
  );
}

/** The operations that the verdict speaks of, as clients saw them. */
function Offending({ film, onSeek }: Pick<Props, 'film' | 'onSeek'>) {
  const numbers = operationsIn(film.verdict.detail);
  const told = film.told.filter((one) => one.teller === 'CLIENT' && numbers.some((number) => one.text.startsWith(`${number} `)));
  if (told.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600} mt="sm">{t('lab.verdict.operations')}</Text>
      <ul className={classes.checked} style={{ color: 'inherit' }}>
        {told.map((one) => <li key={one.text}><Button size="compact-xs" variant="subtle" onClick={() => onSeek(one.micros)}>{filmClock(one.micros)}</Button> <span lang={langOf(toldInWords(one), one.text)}>{toldInWords(one)}</span></li>)}
      </ul>
    </>
  );
}
