const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** 16384 to `16,384`. */
export function count(n: number): string {
  return integer.format(n);
}

/** 1 for `1 slot`, else the plural. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Bytes in powers of 1,024, at most one digit after the point. */
export function bytes(n: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = n;
  // 1023.95 would be shown as 1,024: step on before that
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? integer.format(value) : oneDigit.format(value)} ${units[unit]}`;
}

/** A rate: one digit under 10, none above. */
export function rate(perSecond: number): string {
  return perSecond > 0 && perSecond < 9.95 ? oneDigit.format(perSecond) : integer.format(perSecond);
}

/** 0.9876 to `98.8%`; never rounded up to 100%. Null: a dash. */
export function percent(ratio: number | null | undefined): string {
  if (ratio === null || ratio === undefined || Number.isNaN(ratio)) return '–';
  const shown = ratio < 1 ? Math.min(99.9, Math.round(ratio * 1000) / 10) : 100;
  return `${oneDigit.format(shown)}%`;
}

/** A span of time in its two largest units: `4 min 5 s`, `2 d 3 h`, `1.2 s`, `40 ms`. */
export function span(millis: number): string {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 9950) return `${oneDigit.format(millis / 1000)} s`;
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86400) return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  return two(Math.floor(seconds / 86400), 'd', Math.floor((seconds % 86400) / 3600), 'h');
}

/** How long ago, for a node's last heartbeat. */
export function ago(millis: number | null): string {
  if (millis === null) return 'never';
  return millis < 2000 ? 'just now' : `${span(millis)} ago`;
}

/** Hours, minutes, seconds in the reader's own time zone. */
export function clock(atMillis: number): string {
  return new Date(atMillis).toLocaleTimeString('en-GB');
}

export function dateAndClock(atMillis: number): string {
  return `${new Date(atMillis).toLocaleDateString('en-CA')} ${clock(atMillis)}`;
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

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
