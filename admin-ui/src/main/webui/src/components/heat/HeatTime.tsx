import { ActionIcon, Button, Slider, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../../i18n';
import { clock } from '../../lib/format';
import classes from './heat.module.css';

const STEP_MILLIS = 350;

interface Props {
  /** Of the looks that are kept, the oldest first. */
  times: number[];
  /** Null: the newest, as they come. */
  at: number | null;
  onAt: (at: number | null) => void;
}

/** Goes through the looks that are kept, by hand or by itself. */
export function HeatTime({ times, at, onAt }: Props) {
  const [playing, setPlaying] = useState(false);
  const last = times.length - 1;
  const place = at === null ? last : Math.max(0, times.findLastIndex((time) => time <= at));

  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (place >= last) {
        setPlaying(false);
        onAt(null);
      } else onAt(times[place + 1]!);
    }, STEP_MILLIS);
    return () => clearTimeout(timer);
  }, [playing, place, last, times, onAt]);

  const play = () => {
    if (!playing && place >= last && times.length > 0) onAt(times[0]!);
    setPlaying(!playing);
  };
  if (times.length < 2) return <Text size="sm" c="dimmed">{t('heat.time.begins')}</Text>;
  return (
    <div className={classes.time}>
      <Tooltip label={playing ? t('heat.time.stop') : t('heat.time.play')}>
        <ActionIcon variant="default" size="lg" onClick={play} aria-label={playing ? t('heat.time.stop') : t('heat.time.play')}>{playing ? <IconPlayerPause size={17} /> : <IconPlayerPlay size={17} />}</ActionIcon>
      </Tooltip>
      <Slider className={classes.slider} min={0} max={last} value={place} onChange={(i) => onAt(i === last ? null : times[i]!)} label={(i) => clock(times[i] ?? 0)} thumbLabel={t('heat.time.thumb')} />
      <Button size="xs" variant={at === null ? 'light' : 'default'} aria-pressed={at === null} onClick={() => { setPlaying(false); onAt(null); }} w={96} className="num">{at === null ? t('heat.time.newest') : clock(times[place] ?? at)}</Button>
    </div>
  );
}
