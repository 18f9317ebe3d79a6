import type { Film, Flown, NodeChange, Told } from '../../api/lab';

/** How everybody is at one moment. */
export interface Moment {
  nodes: (NodeChange | null)[];
  /** Cut ways as `a-b`, the lower number first. */
  cuts: Set<string>;
}

/** Index of the first element whose time is after `micros`; times never fall. */
export function firstAfter(times: ArrayLike<number>, micros: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! > micros) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const linkName = (a: number, b: number) => `${Math.min(a, b)}-${Math.max(a, b)}`;

/** All changes up to then, the last one of each node counts. */
export function momentAt(film: Film, micros: number): Moment {
  const nodes: (NodeChange | null)[] = film.names.map(() => null);
  for (const change of film.changes) {
    if (change.micros > micros) break;
    nodes[change.node] = change;
  }
  const cuts = new Set<string>();
  for (const { micros: at, a, b, cut } of film.cuts) {
    if (at > micros) break;
    if (cut) cuts.add(linkName(a, b));
    else cuts.delete(linkName(a, b));
  }
  return { nodes, cuts };
}

/** A dot is to be seen for this long, however fast the message was and the film is. */
export const LEAST_SEEN_MICROS = 320_000;

/** A message in the picture: how far it is, from 0 to 1. */
export interface Dot {
  flight: number;
  progress: number;
}

/**
 * What is under way. A message that takes less than `leastMicros` is shown for that long, or nobody would see it.
 *
 * @param longest the longest that any flight of the film takes
 */
export function dotsAt(flights: Flown, micros: number, leastMicros: number, longest: number): Dot[] {
  const dots: Dot[] = [];
  const end = firstAfter(flights.sentMicros, micros);
  for (let i = end - 1; i >= 0; i--) {
    const since = micros - flights.sentMicros[i]!;
    if (since > Math.max(longest, leastMicros)) break;
    const shown = Math.max(flights.tookMicros[i]!, leastMicros);
    if (since < shown) dots.push({ flight: i, progress: since / shown });
  }
  return dots.reverse();
}

export function longestOf(flights: Flown): number {
  return flights.tookMicros.reduce((longest, took) => Math.max(longest, took), 0);
}

/** What has been said up to then, the newest first. */
export function toldUntil(film: Film, micros: number, limit: number, wanted: (told: Told) => boolean): Told[] {
  const told: Told[] = [];
  for (let i = film.told.length - 1; i >= 0 && told.length < limit; i--) {
    const one = film.told[i]!;
    if (one.micros <= micros && wanted(one)) told.push(one);
  }
  return told;
}

/** The moment of the next thing that is sent or told; the end, if there is none. */
export function nextStep(film: Film, micros: number): number {
  const sent = film.flights.sentMicros[firstAfter(film.flights.sentMicros, micros)];
  const told = film.told.find((one) => one.micros > micros)?.micros;
  return Math.min(sent ?? film.endMicros, told ?? film.endMicros, film.endMicros);
}

/** The moment of the last thing that was sent or told before; the beginning, if there is none. */
export function stepBefore(film: Film, micros: number): number {
  const sent = film.flights.sentMicros[firstAfter(film.flights.sentMicros, micros - 1) - 1];
  const told = film.told.findLast((one) => one.micros < micros)?.micros;
  return Math.max(sent ?? 0, told ?? 0, 0);
}

/** "0:07.3" */
export function filmClock(micros: number): string {
  const tenths = Math.floor(micros / 100_000);
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${tenths % 10}`;
}
