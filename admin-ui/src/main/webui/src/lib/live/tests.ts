import type { KeyVerdict, LabOperation, LiveTest, TestHistory } from '../../api/liveTests';
import { t } from '../../i18n';
import { span } from '../format';

export function isOver(test: LiveTest): boolean {
  return test.state === 'done' || test.state === 'stopped' || test.state === 'broken';
}

export type Blemish = 'lost' | 'stale' | 'offending';

/** What is wrong with operations, by id: lost outweighs stale, which outweighs being part of what no order explains. */
export function blemishesOf(history: TestHistory): Map<number, Blemish> {
  const all = new Map<number, Blemish>();
  for (const key of history.test.verdict?.keys ?? []) for (const id of key.offending) all.set(id, 'offending');
  for (const { id } of history.stale) all.set(id, 'stale');
  for (const id of history.lost) all.set(id, 'lost');
  return all;
}

/** `fast:lab-17:3` to `3`. */
export const shortKey = (test: LiveTest, key: string) => (key.startsWith(test.keyPrefix) ? key.slice(test.keyPrefix.length) : key);

/** Why an operation is highlighted; empty: it is not. */
export function remarkOf(history: TestHistory, blemishes: ReadonlyMap<number, Blemish>, operation: LabOperation): string {
  const blemish = blemishes.get(operation.id);
  if (blemish === undefined) return '';
  const stale = history.stale.find((one) => one.id === operation.id);
  if (blemish === 'stale' && stale) return t('live.test.behind', { span: span(stale.millis), count: stale.versions });
  return t(`live.test.blemish.${blemish}`);
}

/** Whom to look at first: keys with trouble before those without, else in the order of the server. */
export function keysByTrouble(keys: readonly KeyVerdict[]): KeyVerdict[] {
  const trouble = (key: KeyVerdict) => (key.result === 'not_linearizable' ? 2 : key.result === 'unknown' ? 1 : 0);
  return [...keys].sort((a, b) => trouble(b) - trouble(a) || b.lostWrites - a.lostWrites || b.staleReads - a.staleReads);
}
