import { query } from './cache';
import { getJson } from './http';

export type HeatMetric = 'keys' | 'bytes' | 'reads' | 'writes' | 'moves';

export interface HotKey {
  key: string;
  slot: number;
  /** How often a sample of the newest operations met it, and any key of its slot. */
  met: number;
  metInSlot: number;
}

/** One metric of one look at all slots. */
export interface Heat {
  metric: HeatMetric;
  /** Null: there was no look yet. */
  atMillis: number | null;
  /** When it was answered. */
  ageMillis: number | null;
  /** What rates are averaged over; 0: they are not known yet. */
  intervalMillis: number;
  everyMillis: number;
  /** The numbers are within half a percent only. */
  rounded: boolean;
  rangeSlots: number;
  nodes: string[];
  /** Nodes that did not answer: their part is not in it. */
  missing: string[];
  slots: number[];
  /** For each of `nodes`: one number per `rangeSlots` slots. */
  nodeRanges: number[][];
  hotKeys: HotKey[];
}

/** One metric over time, by ranges of slots. */
export interface HeatPast {
  metric: HeatMetric;
  rangeSlots: number;
  keptMillis: number;
  /** Oldest first. */
  times: number[];
  /** For each of `times`: one number per `rangeSlots` slots. */
  ranges: number[][];
}

/** @param at null: the newest look */
export function getHeat(metric: HeatMetric, at: number | null, signal?: AbortSignal): Promise<Heat> {
  return getJson(`/api/ui/heat${query({ metric, at: at === null ? null : String(at) })}`, signal);
}

export function getHeatPast(metric: HeatMetric, signal?: AbortSignal): Promise<HeatPast> {
  return getJson(`/api/ui/heat/past${query({ metric })}`, signal);
}
