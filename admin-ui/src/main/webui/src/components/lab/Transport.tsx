import { ActionIcon, Button, SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerSkipForward, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Film, FilmWeight } from '../../api/lab';
import { SPEEDS, type Playback } from '../../hooks/usePlayback';
import { t } from '../../i18n';
import { count } from '../../lib/format';
import { filmClock, nextStep, stepBefore } from '../../lib/lab/film';
import { sentenceOf, toldInWords } from '../../lib/lab/words';
import classes from './lab.module.css';

const COLORS: Record<FilmWeight, string> = { GOOD: 'var(--good)', INFO: 'var(--info)', WARN: 'var(--warn)', BAD: 'var(--bad)' };
const SCRUB_MICROS = 100_000;

/** Play, pause, step, speed, and the time line with what was done to the cluster on it. */
export function Transport({ film, playback }: { film: Film; playback: Playback }) {
  const { micros, playing, seek, setPlaying } = playback;
  const atEnd = micros >= film.endMicros;
  const play = () => {
    if (atEnd) seek(0);
    setPlaying(!playing);
  };
  return (
    <div>
      <div className={classes.transport} role="group" aria-label={t('lab.play.label')}>
        <Button size="sm" w={128} leftSection={playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />} onClick={play}>{playing ? t('lab.play.pause') : atEnd ? t('lab.play.again') : t('lab.play.play')}</Button>
        <Move label={t('lab.play.toBeginning')} onClick={() => seek(0)}><IconPlayerTrackPrev size={17} /></Move>
        <Move label={t('lab.play.back')} onClick={() => seek(stepBefore(film, playback.now.current))}><IconPlayerSkipBack size={17} /></Move>
        <Move label={t('lab.play.step')} onClick={() => seek(nextStep(film, playback.now.current))}><IconPlayerSkipForward size={17} /></Move>
        <Move label={t('lab.play.toVerdict')} onClick={() => seek(film.endMicros)}><IconPlayerTrackNext size={17} /></Move>
        <span className={`${classes.clock} num`} aria-live="off" data-testid="film-clock">{filmClock(micros)}</span>
        <SegmentedControl size="xs" aria-label={t('lab.play.speed')} value={String(playback.speed)} onChange={(value) => playback.setSpeed(Number(value))} data={SPEEDS.map((speed) => ({ value: String(speed), label: speed < 1 ? `1/${Math.round(1 / speed)}` : `${speed}×` }))} />
      </div>
      <div className={classes.track}>
        <Rates film={film} />
        <Marks film={film} />
        <Slider
          aria-label={t('lab.play.timeLine')}
          thumbLabel={t('lab.play.thumb', { end: filmClock(film.endMicros) })}
          size="sm"
          min={0}
          max={film.endMicros}
          step={SCRUB_MICROS}
          value={Math.min(micros, film.endMicros)}
          onChange={seek}
          label={filmClock}
          styles={{ root: { padding: 0 }, trackContainer: { height: 16 } }}
        />
      </div>
    </div>
  );
}

function Move({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return <Tooltip label={label}><ActionIcon variant="default" size={34} aria-label={label} onClick={onClick}>{children}</ActionIcon></Tooltip>;
}

/** What was done, and what the checkers found, where it is on the time line. */
function Marks({ film }: { film: Film }) {
  const acts = film.told.filter((one) => one.teller === 'ACT' && one.weight !== 'INFO').map((one) => ({ micros: one.micros, text: toldInWords(one), color: COLORS[one.weight] }));
  const verdict = film.verdict.outcome === 'VIOLATED' ? [{ micros: film.verdict.micros, text: sentenceOf(film.verdict), color: 'var(--bad)' }] : [];
  return (
    <div aria-hidden style={{ position: 'absolute', inset: '0 0 16px 0' }}>
      {[...acts, ...verdict].map((mark, i) => (
        <span key={i} className={classes.mark} title={`${filmClock(mark.micros)} ${mark.text}`} style={{ left: `${Math.min(100, (100 * mark.micros) / film.endMicros)}%`, background: mark.color }} />
      ))}
    </div>
  );
}

/** Messages per second, all of them. */
function Rates({ film }: { film: Film }) {
  const sums = film.rates.map((rate) => rate.reduce((sum, one) => sum + one, 0));
  const most = Math.max(1, ...sums);
  const seconds = film.endMicros / 1_000_000;
  return (
    <svg className={classes.bars} viewBox={`0 0 ${seconds} 1`} preserveAspectRatio="none" role="img" aria-label={t('lab.play.rates', { most: count(most) })}>
      {sums.map((sum, second) => <rect key={second} x={second} width={Math.max(0, Math.min(0.86, seconds - second))} y={1 - sum / most} height={sum / most} fill="var(--mantine-color-dimmed)" opacity={0.28} />)}
    </svg>
  );
}
