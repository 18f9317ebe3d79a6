import { Button, MultiSelect, SegmentedControl, Text } from '@mantine/core';
import { IconChartLine, IconExternalLink } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { PerformanceScope, TimeSpan } from '../api/performance';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { PageHead } from '../components/PageHead';
import { ChartPanel } from '../components/performance/ChartPanel';
import classes from '../components/performance/performance.module.css';
import { SampleAge } from '../components/performance/SampleAge';
import { WindowControls } from '../components/performance/WindowControls';
import { Reasoned } from '../components/Reasoned';
import { useNodeColors } from '../hooks/useNodeColors';
import { useEarlier, usePerformance } from '../hooks/usePerformance';
import { useSeriesColors } from '../hooks/useSeriesColors';
import { t } from '../i18n';
import { byName, dateAndClock, span as spanText } from '../lib/format';
import { CHARTS, nameOf, shiftMillis } from '../lib/performance';

const SCOPES: PerformanceScope[] = ['nodes', 'policies', 'operations'];

function windowOf(params: URLSearchParams): TimeSpan | null {
  const [from, to] = [Number(params.get('from')), Number(params.get('to'))];
  return from > 0 && to > from ? { from, to } : null;
}

/** What is looked at stands in the address, so that a page can be passed on. */
export function PerformancePage() {
  const [params, setParams] = useSearchParams();
  const scope = SCOPES.find((s) => s === params.get('scope')) ?? 'nodes';
  const span = params.get('span') ?? '300';
  const shiftName = params.get('compare') ?? '0';
  const fixed = windowOf(params);
  const hidden = useMemo(() => params.getAll('hide'), [params]);
  const set = useCallback((change: Record<string, string | string[] | null>) => setParams((old) => {
    const next = new URLSearchParams(old);
    for (const [name, value] of Object.entries(change)) {
      next.delete(name);
      for (const one of value === null ? [] : [value].flat()) next.append(name, one);
    }
    return next;
  }, { replace: true }), [setParams]);
  const onMark = useCallback((from: number, to: number) => set({ from: String(Math.round(from)), to: String(Math.round(to)) }), [set]);

  const performance = usePerformance(scope, Number(span) * 1000, fixed);
  const data = performance.data;
  const window = fixed ?? { from: data?.fromMillis ?? 0, to: data?.toMillis ?? 0 };
  const shift = shiftMillis(shiftName, window);
  const earlier = useEarlier(scope, window, data ? shift : 0);
  const nodeColorOf = useNodeColors();
  const names = Object.keys(data?.series ?? {}).sort(byName);
  const seriesColorOf = useSeriesColors(names);
  const shown = names.filter((n) => !hidden.includes(n));
  return (
    <>
      <PageHead
        title={t('performance.title')}
        aside={
          <Reasoned reason={data && data.grafana === null ? t('performance.noGrafana') : null}>
            <Button component="a" href={data?.grafana ?? undefined} target="_blank" rel="noreferrer" variant="default" data-disabled={!data?.grafana || undefined} aria-disabled={!data?.grafana} leftSection={<IconExternalLink size={16} />}>Grafana</Button>
          </Reasoned>
        }
      >
        {t('performance.about')}
      </PageHead>
      <div className={classes.controls}>
        <SegmentedControl value={scope} onChange={(value) => set({ scope: value, hide: null })} data={SCOPES.map((value) => ({ value, label: t(`performance.scopes.${value}`) }))} aria-label={t('performance.by')} />
        <WindowControls
          span={span} fixed={fixed} shift={shiftName}
          onSpan={(value) => set({ span: value, from: null, to: null })}
          onFixed={(value) => set({ from: value && String(value.from), to: value && String(value.to) })}
          onShift={(value) => set({ compare: value === '0' ? null : value })}
        />
        {names.length > 1 && (
          <MultiSelect label={t('performance.shown')} miw={180} maw={420} data={names.map((n) => ({ value: n, label: nameOf(scope, n) }))} value={shown} onChange={(value) => set({ hide: names.filter((n) => !value.includes(n)) })} />
        )}
      </div>
      {!fixed && <SampleAge />}
      {fixed && <Text size="sm" c="dimmed" mb="md" className="num">{t('performance.window', { from: dateAndClock(fixed.from), to: dateAndClock(fixed.to) })}</Text>}
      {shift > 0 && <Text size="sm" c="dimmed" mb="md" className="num">{t('performance.dashed', { span: spanText(shift) })} {earlier.data && earlier.data.times.length === 0 && t('performance.nothingKept')}</Text>}
      {performance.isError && <Failure error={performance.error} title={t('performance.failed')} retry={() => void performance.refetch()} />}
      {!data && !performance.isError && <Loading label={t('performance.loading')} />}
      {data && names.length === 0 && <Empty Icon={IconChartLine} title={t('performance.noneTitle')} minHeight={300}>{t('performance.none')}</Empty>}
      {data && names.length > 0 && (
        <div className={classes.grid}>
          {CHARTS[scope].map((chart) => (
            <ChartPanel key={`${scope}-${chart.metric}`} scope={scope} chart={chart} data={data} earlier={shift > 0 ? (earlier.data ?? null) : null} shift={shift} colorOf={scope === 'nodes' ? nodeColorOf : seriesColorOf} hidden={hidden} onMark={onMark} />
          ))}
        </div>
      )}
    </>
  );
}
