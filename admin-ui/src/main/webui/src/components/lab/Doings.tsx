import { Button, CloseButton, Group, Text } from '@mantine/core';
import type { Doing, Film } from '../../api/lab';
import { t } from '../../i18n';
import { doingInWords } from '../../lib/lab/doings';
import { filmClock } from '../../lib/lab/film';
import classes from './lab.module.css';

interface Props {
  film: Film;
  refused: string | null;
  onChange: (doings: Doing[]) => void;
  onSeek: (micros: number) => void;
}

/** What the person has done to this run: each can be looked at, and taken back. */
export function Doings({ film, refused, onChange, onSeek }: Props) {
  const doings = film.order.interventions;
  if (doings.length === 0) {
    return <Text size="xs" c="dimmed" mt="xs">{refused ?? t('lab.doing.help')}</Text>;
  }
  return (
    <div className={classes.doings} role="group" aria-label={t('lab.doing.label')}>
      <Text span size="xs" c="dimmed">{t('lab.doing.youDid')}</Text>
      {doings.map((doing, i) => (
        <Group key={i} gap={0} wrap="nowrap" style={{ border: '1px solid var(--line)', borderRadius: 8 }}>
          <Button size="compact-xs" variant="subtle" onClick={() => onSeek(doing.atMillis * 1000)}>{filmClock(doing.atMillis * 1000)} {doingInWords(doing)}</Button>
          <CloseButton size="xs" aria-label={t('lab.doing.takeBack', { doing: doingInWords(doing) })} onClick={() => onChange(doings.filter((_, other) => other !== i))} />
        </Group>
      ))}
      {doings.length > 1 && <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange([])}>{t('lab.doing.takeAllBack')}</Button>}
      {refused && <Text span size="xs" c="dimmed">{refused}</Text>}
    </div>
  );
}
