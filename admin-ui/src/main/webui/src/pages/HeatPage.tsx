import { SegmentedControl } from '@mantine/core';
import { IconGridDots } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import classes from '../components/heat/heat.module.css';
import { HeatAge } from '../components/heat/HeatAge';
import { HeatTime } from '../components/heat/HeatTime';
import { HotKeys } from '../components/heat/HotKeys';
import { NodeRanges } from '../components/heat/NodeRanges';
import { PastMap } from '../components/heat/PastMap';
import { SlotMap } from '../components/heat/SlotMap';
import { Loading } from '../components/Loading';
import { PageHead } from '../components/PageHead';
import { useHeat, useHeatPast } from '../hooks/useHeat';
import { t } from '../i18n';
import { METRICS, metricOf } from '../lib/heat';

/** What is shown and of when stand in the address, so that a page can be passed on. */
export function HeatPage() {
  const [params, setParams] = useSearchParams();
  const metric = metricOf(params.get('metric') ?? 'keys');
  const at = Number(params.get('at')) || null;
  const heat = useHeat(metric.value, at);
  const past = useHeatPast(metric.value);
  const go = useCallback(
    (next: { metric?: string; at?: number | null }) =>
      setParams((old) => {
        const now = new URLSearchParams(old);
        if (next.metric) now.set('metric', next.metric);
        if (next.at === null) now.delete('at');
        else if (next.at) now.set('at', String(next.at));
        return now;
      }, { replace: true }),
    [setParams],
  );
  const onAt = useCallback((next: number | null) => go({ at: next }), [go]);
  const shown = heat.data && heat.data.atMillis !== null ? heat.data : null;
  // while another metric is on its way, what is there is still of the old one
  const look = metricOf(shown?.metric ?? metric.value);
  const pastLook = metricOf(past.data?.metric ?? metric.value);
  return (
    <>
      <PageHead title={t('heat.title')}>{t('heat.about')}</PageHead>
      <div className={classes.controls}>
        <SegmentedControl value={metric.value} onChange={(value) => go({ metric: value })} data={METRICS.map(({ value, label }) => ({ value, label }))} aria-label={t('heat.metric')} />
        <HeatTime times={past.data?.times ?? []} at={at} onAt={onAt} />
      </div>
      {heat.isPending && <Loading label={t('heat.loading')} />}
      {heat.isError && <Failure error={heat.error} title={t('heat.failed')} retry={() => void heat.refetch()} />}
      {heat.data && !shown && <Empty Icon={IconGridDots} title={t('heat.noneTitle')} minHeight={320}>{t('heat.none')}</Empty>}
      {shown && (
        <div className={classes.stack}>
          <div><HeatAge heat={shown} at={at} receivedAt={heat.dataUpdatedAt} /></div>
          <SlotMap heat={shown} metric={look} />
          <NodeRanges heat={shown} metric={look} />
          {past.data && <PastMap past={past.data} metric={pastLook} at={at} onAt={onAt} />}
          {at === null && <HotKeys hotKeys={shown.hotKeys} />}
        </div>
      )}
    </>
  );
}
