import { Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHourglass, type Icon } from '@tabler/icons-react';
import type { Film, LabVerdict } from '../../api/lab';
import { operationsIn } from '../../lib/lab/doings';
import { filmClock } from '../../lib/lab/film';
import { Panel } from '../Panel';
import classes from './lab.module.css';

const LOOKS: Record<LabVerdict['outcome'], { Icon: Icon; color: string; word: string }> = {
  HELD: { Icon: IconCircleCheck, color: 'var(--good)', word: 'Every invariant held' },
  VIOLATED: { Icon: IconCircleX, color: 'var(--bad)', word: 'An invariant was violated' },
  UNKNOWN: { Icon: IconAlertTriangle, color: 'var(--warn)', word: 'It is not known' },
  BROKE: { Icon: IconAlertTriangle, color: 'var(--bad)', word: 'The run broke' },
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
      <Panel title="Verdict">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <IconHourglass size={18} color="var(--mantine-color-dimmed)" style={{ flex: 'none', marginTop: 2 }} aria-hidden />
          <Text size="sm" c="dimmed">The checkers look at every step, and judge at {filmClock(verdict.micros)}. <Button size="compact-xs" variant="subtle" onClick={() => onSeek(film.endMicros)}>Go there</Button></Text>
        </Group>
      </Panel>
    );
  }
  const look = LOOKS[verdict.outcome];
  return (
    <Panel title="Verdict">
      <div role="status">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <look.Icon size={22} stroke={2} color={look.color} style={{ flex: 'none' }} aria-hidden />
          <div>
            <Text fw={640}>{look.word}</Text>
            <Text size="sm">{verdict.sentence}</Text>
            {verdict.invariant && <Text size="xs" c="dimmed" mt={4}>Invariant <Code>{verdict.invariant}</Code>, seen at {filmClock(verdict.micros)}</Text>}
          </div>
        </Group>
      </div>
      {verdict.detail && <pre className={`${classes.detail} mono`} tabIndex={0}>{verdict.detail.trim()}</pre>}
      <Offending film={film} onSeek={onSeek} />
      <ul className={classes.checked}>{verdict.checked.map((line) => <li key={line}>{line}</li>)}</ul>
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
      <Text size="sm" fw={600} mt="sm">The operations in question</Text>
      <ul className={classes.checked} style={{ color: 'inherit' }}>
        {told.map((one) => <li key={one.text}><Button size="compact-xs" variant="subtle" onClick={() => onSeek(one.micros)}>{filmClock(one.micros)}</Button> {one.text}</li>)}
      </ul>
    </>
  );
}
