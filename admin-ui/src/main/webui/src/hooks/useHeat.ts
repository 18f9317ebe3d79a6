import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getHeat, getHeatPast, type HeatMetric } from '../api/heat';
import { keys } from './keys';

/** The server looks every ten seconds; twice as often here, so that a new look is not seen late. */
const EVERY_MILLIS = 5_000;

/** One look at all slots. @param at null: the newest, again and again */
export function useHeat(metric: HeatMetric, at: number | null) {
  return useQuery({
    queryKey: keys.heat(metric, at),
    queryFn: ({ signal }) => getHeat(metric, at, signal),
    refetchInterval: at === null ? EVERY_MILLIS : false,
    staleTime: at === null ? 0 : Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

export function useHeatPast(metric: HeatMetric) {
  return useQuery({
    queryKey: keys.heatPast(metric),
    queryFn: ({ signal }) => getHeatPast(metric, signal),
    refetchInterval: 2 * EVERY_MILLIS,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
