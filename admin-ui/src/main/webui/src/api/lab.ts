import { getJson, sendJson } from './http';

/** One that can be ordered; `rules`: those that it can break. */
export interface LabScenario {
  name: string;
  title: string;
  about: string;
  rules: { name: string; question: string; seed: number }[];
}

export interface LabMenu {
  scenarios: LabScenario[];
  minNodes: number;
  maxNodes: number;
  actMillis: number;
  maxInterventions: number;
}

export type DoingKind = 'KILL' | 'START' | 'CUT' | 'HEAL';

/** What a person does; `target`: a name, or two as `node-1~node-2`. */
export interface Doing {
  atMillis: number;
  kind: DoingKind;
  target: string;
}

/** All that a film follows from. */
export interface LabOrder {
  scenario: string;
  rule: string | null;
  kept: boolean;
  seed: number;
  nodes: number;
  interventions: Doing[];
}

export type FilmProcess = 'OFF' | 'UP' | 'PAUSED';
export type FilmWeight = 'GOOD' | 'INFO' | 'WARN' | 'BAD';
export type FilmTeller = 'ACT' | 'MANAGER' | 'NODE' | 'CLIENT' | 'CHECKER';

/** A node is as this says from `micros` on. */
export interface NodeChange {
  micros: number;
  node: number;
  process: FilmProcess;
  member: string | null;
  ringVersion: number;
  leads: number;
  holds: number;
  unsynced: number;
  clockMillis: number;
}

export interface LinkCut {
  micros: number;
  a: number;
  b: number;
  cut: boolean;
}

/** Which sentence it is, and what stands in it. */
export interface Coded {
  code: string;
  values: Record<string, unknown>;
}

/** The same, and what it is in English. */
export interface Words {
  code: string | null;
  values: Record<string, unknown>;
  text: string;
}

export interface Told {
  micros: number;
  teller: FilmTeller;
  weight: FilmWeight;
  node: number;
  text: string;
  /** For other languages; null: it is told in English alone. */
  said: Coded | null;
}

/** Messages in columns, by the time they were sent. `fate` 0: arrived, 1: lost, 2: held up by a cut. */
export interface Flown {
  sentMicros: number[];
  tookMicros: number[];
  from: number[];
  to: number[];
  kind: number[];
  fate: number[];
  text: string[];
}

export interface LabVerdict {
  outcome: 'HELD' | 'VIOLATED' | 'UNKNOWN' | 'BROKE';
  micros: number;
  invariant: string | null;
  /** Which sentence it is, where no invariant names it. */
  code: string | null;
  sentence: string;
  detail: string | null;
  checked: Words[];
}

/** What happened in a run; nodes are numbers into `names`, the first `inner` of which are in the middle. */
export interface Film {
  order: LabOrder;
  title: string;
  about: string;
  names: string[];
  inner: number;
  traceHash: string;
  pictureHash: string;
  endMicros: number;
  actMicros: number;
  kinds: string[];
  sent: number;
  flights: Flown;
  changes: NodeChange[];
  cuts: LinkCut[];
  told: Told[];
  rates: number[][];
  verdict: LabVerdict;
}

export const getLabMenu = (signal?: AbortSignal) => getJson<LabMenu>('/api/lab/menu', signal);
export const simulate = (order: LabOrder) => sendJson<Film>('POST', '/api/lab/simulations', order);
