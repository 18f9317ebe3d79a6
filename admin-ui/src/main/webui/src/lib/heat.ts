import type { HeatMetric } from '../api/heat';
import { t } from '../i18n';
import { bytes, count, percent, perSecond, rate, withDigit } from './format';

export interface MetricLook {
  value: HeatMetric;
  readonly label: string;
  /** What a slot's number says. */
  readonly meaning: string;
  /** What the table of the slots with the most of it is called. */
  readonly inTable: string;
  format: (value: number) => string;
}

const metric = (value: HeatMetric, format: (value: number) => string): MetricLook => ({
  value,
  format,
  get label() {
    return t(`heat.metrics.${value}.label`);
  },
  get meaning() {
    return t(`heat.metrics.${value}.meaning`);
  },
  get inTable() {
    return t(`heat.metrics.${value}.inTable`);
  },
});

const rates = (v: number) => perSecond(rate(v));

/** The words are those of the language in which they are asked for. */
export const METRICS: MetricLook[] = [metric('keys', count), metric('bytes', bytes), metric('reads', rates), metric('writes', rates), metric('moves', count)];

export function metricOf(value: string): MetricLook {
  return METRICS.find((m) => m.value === value) ?? METRICS[0]!;
}

/** What the first colour stands for, as a part of the mean, and the last one, as a multiple: powers of two. */
const LEAST_LOG2 = -2;
const MOST_LOG2 = 4;

/**
 * The step of a ramp that a value takes, 1 to `steps`; 0: there is nothing. Colours go by how often the mean is in the value:
 * what is even looks even, whatever its size, and what stands out does.
 */
export function stepOf(value: number, mean: number, steps: number): number {
  if (value <= 0 || mean <= 0) return 0;
  const share = (Math.log2(value / mean) - LEAST_LOG2) / (MOST_LOG2 - LEAST_LOG2);
  return Math.min(steps, Math.max(1, Math.ceil(share * steps)));
}

/** Of what is not nothing; 0: all is. */
export function meanOf(values: (number | null)[]): number {
  const some = values.filter((v): v is number => v !== null && v > 0);
  return some.length ? some.reduce((sum, v) => sum + v, 0) / some.length : 0;
}

/** 0.0002 to `< 0.1%`: a part that is there is never none. */
export function part(share: number): string {
  return share > 0 && share < 0.001 ? `< ${percent(0.001)}` : percent(share);
}

export interface Spread {
  total: number;
  top: number;
  /** Where the top is; -1: nowhere. */
  topAt: number;
  mean: number;
  /** How many are not zero. */
  used: number;
}

export function spreadOf(values: number[]): Spread {
  let total = 0;
  let top = 0;
  let topAt = -1;
  let used = 0;
  values.forEach((value, i) => {
    total += value;
    if (value > 0) used++;
    if (value > top) {
      top = value;
      topAt = i;
    }
  });
  return { total, top, topAt, used, mean: values.length ? total / values.length : 0 };
}

export interface TopSlot {
  slot: number;
  value: number;
  /** Of the sum of all, 0 to 1. */
  share: number;
}

/** The slots with the most, the first ones where several have the same. */
export function topSlots(values: number[], most: number): TopSlot[] {
  const total = values.reduce((sum, v) => sum + v, 0);
  const top: TopSlot[] = [];
  values.forEach((value, slot) => {
    if (value <= 0 || (top.length === most && value <= top[most - 1]!.value)) return;
    const place = top.findIndex((t) => t.value < value);
    top.splice(place < 0 ? top.length : place, 0, { slot, value, share: value / total });
    top.length = Math.min(top.length, most);
  });
  return top;
}

/** How far the fullest of some stands out: `×1.4`; a dash where there is nothing. */
export function timesMean(spread: Spread): string {
  const times = spread.top / spread.mean;
  return spread.mean > 0 ? `×${times < 9.95 ? withDigit(times) : count(times)}` : '–';
}

/** The slots of a range: `256–511`. */
export function rangeName(range: number, rangeSlots: number): string {
  return `${count(range * rangeSlots)}–${count((range + 1) * rangeSlots - 1)}`;
}

/** Where an arrow key leads in a grid; null: it is no key of ours. */
export function cellAfterKey(key: string, cell: number | null, columns: number, cells: number): number | null {
  const from = cell ?? 0;
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowUp: from - columns, ArrowDown: from + columns, Home: 0, End: cells - 1 }[key];
  if (to === undefined) return null;
  return cell === null ? from : Math.min(cells - 1, Math.max(0, to));
}
