import { useReducedMotion } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Doing, LabOrder } from '../api/lab';
import { Failure } from '../components/Failure';
import { Doings } from '../components/lab/Doings';
import { LabCanvas } from '../components/lab/LabCanvas';
import classes from '../components/lab/lab.module.css';
import { Legend } from '../components/lab/Legend';
import { NodesTable } from '../components/lab/NodesTable';
import { OrderForm } from '../components/lab/OrderForm';
import { Share } from '../components/lab/Share';
import { Simulated } from '../components/lab/Simulated';
import { Said, Story } from '../components/lab/Story';
import { Transport } from '../components/lab/Transport';
import { VerdictPanel } from '../components/lab/VerdictPanel';
import { Loading } from '../components/Loading';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import { useFilm, useLabMenu } from '../hooks/useLab';
import { usePlayback } from '../hooks/usePlayback';
import { t } from '../i18n';
import { atOf, fromAddress, toAddress } from '../lib/lab/address';
import { whyNot } from '../lib/lab/doings';
import { momentAt } from '../lib/lab/film';
import { filmAbout, filmTitle } from '../lib/lab/words';

/** The order stands in the address, so that a run can be passed on, and the way back undoes what was done. */
export function LabSimulatedPage() {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const order = useMemo(() => fromAddress(params), [address]);
  const menu = useLabMenu();
  const result = useFilm(order);
  const film = result.data;
  const busy = result.isFetching;
  const still = useReducedMotion() ?? false;
  const playback = usePlayback(film?.endMicros ?? 0, busy, still, atOf(params) * 1000);
  const [chosen, setChosen] = useState<number | null>(null);

  const play = (next: LabOrder, from: number | null) => {
    setParams(toAddress(next));
    if (from === 0) playback.seek(0);
  };
  const interfere = (doings: Doing[]) => play({ ...order, interventions: doings.toSorted((a, b) => a.atMillis - b.atMillis) }, null);
  const refused = film ? whyNot(film, menu.data, playback.micros) : null;

  return (
    <>
      <PageHead title={t('lab.title')} aside={<Simulated />}>{t('lab.about')}</PageHead>
      {menu.isPending && <Loading label={t('lab.opening')} />}
      {menu.isError && <Failure error={menu.error} title={t('lab.notOpened')} retry={() => void menu.refetch()} />}
      {menu.data && (
        <Panel title={t('lab.run')}>
          <OrderForm key={`${order.scenario} ${order.rule} ${order.kept} ${order.seed} ${order.nodes}`} menu={menu.data} order={order} busy={busy} onOrder={(next) => { setChosen(null); play(next, 0); }} />
        </Panel>
      )}
      {result.isError && <div style={{ marginTop: 16 }}><Failure error={result.error} title={t('lab.notSimulated')} retry={() => void result.refetch()} /></div>}
      {result.isPending && menu.data && <Loading label={t('lab.simulating')} />}
      {film && !result.isError && (
        <div className={classes.layout}>
          <div className={classes.column}>
            <Panel title={film.order.kept ? t('lab.keptTitle', { title: filmTitle(film) }) : filmTitle(film)} note={filmAbout(film)} aside={<Share order={film.order} micros={playback.micros} />}>
              <LabCanvas film={film} playback={playback} still={still} busy={busy} chosen={chosen !== null && chosen < film.names.length ? chosen : null} refused={refused} onDo={(doing) => interfere([...order.interventions, doing])} />
              <Transport film={film} playback={playback} />
              <Doings film={film} refused={refused} onChange={interfere} onSeek={playback.seek} />
              <Legend film={film} />
              <p className={`${classes.hash} mono`}>{t('lab.hashes', { trace: film.traceHash, picture: film.pictureHash })}</p>
            </Panel>
          </div>
          <div className={classes.column}>
            <VerdictPanel film={film} micros={playback.micros} onSeek={playback.seek} />
            <Story key={film.inner} film={film} micros={playback.micros} />
            <Said film={film} micros={playback.micros} speed={playback.speed} />
            <NodesTable film={film} moment={momentAt(film, playback.micros)} now={playback.now} chosen={chosen} refused={refused} busy={busy} onChoose={setChosen} onDo={(doing) => interfere([...order.interventions, doing])} />
          </div>
        </div>
      )}
    </>
  );
}
