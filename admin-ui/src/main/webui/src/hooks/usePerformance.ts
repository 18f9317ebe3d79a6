import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getPerformance, type PerformanceSample, type PerformanceScope, type TimeSpan } from '../api/performance';
import { withSamples } from '../lib/performance';
import { keys } from './keys';

/** How often a window that ends now is asked for anew; the stream fills up what is between. */
const REFRESH_MILLIS = 60_000;

/** What the stream brought in the last two minutes, and when it last brought something, by the browser's clock. */
export function useSamples() {
  const query = useQuery<PerformanceSample[]>({ queryKey: keys.samples, queryFn: skipToken, staleTime: Infinity });
  return { samples: query.data ?? [], receivedAt: query.dataUpdatedAt };
}

/** @param fixed null: the last `spanMillis`, live */
export function usePerformance(scope: PerformanceScope, spanMillis: number, fixed: TimeSpan | null) {
  const query = useQuery({
    queryKey: keys.performance(scope, fixed?.from ?? -spanMillis, fixed?.to ?? 0),
    queryFn: ({ signal }) => getPerformance(scope, fixed ?? spanMillis, signal),
    refetchInterval: fixed ? false : REFRESH_MILLIS,
    staleTime: fixed ? Infinity : 0,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const { samples } = useSamples();
  // while another scope is on its way, what is there is still of the old one
  const base = query.data?.scope === scope ? query.data : undefined;
  const data = useMemo(() => (base && !fixed ? withSamples(base, samples, spanMillis) : base), [base, fixed, samples, spanMillis]);
  return { ...query, data };
}

/** The same window, so much earlier; asked for once a minute. @param shift 0: none */
export function useEarlier(scope: PerformanceScope, window: TimeSpan, shift: number) {
  const minute = 60_000;
  const from = Math.floor((window.from - shift) / minute) * minute;
  const to = from + (window.to - window.from) + minute;
  return useQuery({
    queryKey: keys.performance(scope, from, to),
    queryFn: ({ signal }) => getPerformance(scope, { from, to }, signal),
    enabled: shift > 0,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
