import { language, t } from '../i18n/instance';
import type { Language } from '../i18n/language';

/** As each language writes numbers, times and dates; English ones are told by 24 hours, and days by year, month, day. */
const LOCALES: Record<Language, { number: string; time: string; date: string }> = {
  en: { number: 'en-US', time: 'en-GB', date: 'en-CA' },
  ja: { number: 'ja-JP', time: 'ja-JP', date: 'ja-JP' },
};

function perLanguage<T>(make: (locales: (typeof LOCALES)[Language]) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const of = language();
    if (!made.has(of)) made.set(of, make(LOCALES[of]));
    return made.get(of)!;
  };
}

const integer = perLanguage(({ number }) => new Intl.NumberFormat(number, { maximumFractionDigits: 0 }));
const oneDigit = perLanguage(({ number }) => new Intl.NumberFormat(number, { maximumFractionDigits: 1 }));
const fixedDigit = perLanguage(({ number }) => new Intl.NumberFormat(number, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
const percentage = perLanguage(({ number }) => new Intl.NumberFormat(number, { style: 'percent', maximumFractionDigits: 1 }));
const time = perLanguage((locales) => new Intl.DateTimeFormat(locales.time, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }));
const shortTime = perLanguage((locales) => new Intl.DateTimeFormat(locales.time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
const date = perLanguage((locales) => new Intl.DateTimeFormat(locales.date, { year: 'numeric', month: '2-digit', day: '2-digit' }));

/** 16384 to `16,384`. */
export function count(n: number): string {
  return integer().format(n);
}

/** 2 to `2.0`. */
export function withDigit(n: number): string {
  return fixedDigit().format(n);
}

/** `node-1, node-2`. */
export function names(all: readonly string[]): string {
  return all.join(t('units.comma'));
}

/** Bytes in powers of 1,024, at most one digit after the point. */
export function bytes(n: number): string {
  const [value, unit] = bytesParts(n);
  return `${value} ${unit}`;
}

/** The number, and its unit. */
export function bytesParts(n: number): [string, string] {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = n;
  // 1023.95 would be shown as 1,024: step on before that
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return [(unit === 0 ? integer() : oneDigit()).format(value), units[unit]!];
}

/** A rate: one digit under 10, none above. */
export function rate(perSecond: number): string {
  return (perSecond > 0 && perSecond < 9.95 ? oneDigit() : integer()).format(perSecond);
}

/** `12/s`. */
export function perSecond(value: string): string {
  return t('common.perSecond', { value });
}

/** 0.9876 to `98.8%`; never rounded up to 100%. Null: a dash. */
export function percent(ratio: number | null | undefined): string {
  if (ratio === null || ratio === undefined || Number.isNaN(ratio)) return '–';
  return percentage().format(ratio < 1 ? Math.min(0.999, Math.round(ratio * 1000) / 1000) : 1);
}

/** A span of time in its two largest units: `4 min 5 s`, `2 d 3 h`, `1.2 s`, `40 ms`. */
export function span(millis: number): string {
  if (millis < 1000) return t('units.millis', { n: count(Math.max(0, Math.round(millis))) });
  if (millis < 9950) return t('units.seconds', { n: oneDigit().format(millis / 1000) });
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return t('units.seconds', { n: seconds });
  if (seconds < 3600) return two('minutes', Math.floor(seconds / 60), 'seconds', seconds % 60);
  if (seconds < 86400) return two('hours', Math.floor(seconds / 3600), 'minutes', Math.floor((seconds % 3600) / 60));
  return two('days', Math.floor(seconds / 86400), 'hours', Math.floor((seconds % 86400) / 3600));
}

/** How long ago, for a node's last heartbeat. */
export function ago(millis: number | null): string {
  if (millis === null) return t('units.never');
  return millis < 2000 ? t('units.justNow') : t('units.ago', { span: span(millis) });
}

/** Hours, minutes, seconds in the reader's own time zone. */
export function clock(atMillis: number): string {
  return time().format(atMillis);
}

/** Hours and minutes. */
export function shortClock(atMillis: number): string {
  return shortTime().format(atMillis);
}

export function dateAndClock(atMillis: number): string {
  return `${date().format(atMillis)} ${clock(atMillis)}`;
}

/** `node_added` to `Node added`. */
export function words(code: string): string {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** node-2 before node-10. */
export function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

type Unit = 'days' | 'hours' | 'minutes' | 'seconds';

function two(large: Unit, n: number, small: Unit, rest: number): string {
  const first = t(`units.${large}`, { n });
  return rest === 0 ? first : `${first} ${t(`units.${small}`, { n: rest })}`;
}
