import { getJson } from './http';

export type AdviceWeight = 'BAD' | 'WARN' | 'INFO';

/** A sentence of the server's: in English, and by its code and values for other languages. */
export interface Said {
  code: string;
  values: Record<string, unknown>;
  text: string;
}

/** Something that is wrong now. */
export interface Advice {
  rule: string;
  weight: AdviceWeight;
  what: Said;
  why: Said;
  todo: Said;
  nodes: string[];
  key: string | null;
  page: string;
}

export interface AdviceList {
  /** When the cluster was looked at; 0: it was not yet. */
  atMillis: number;
  /** How long ago that was, when it was answered. */
  ageMillis: number;
  advice: Advice[];
}

export const getAdvice = (signal?: AbortSignal) => getJson<AdviceList>('/api/ui/advice', signal);
