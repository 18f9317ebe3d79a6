import { getJson, sendJson } from './http';

export type TestState = 'running' | 'healing' | 'checking' | 'done' | 'stopped' | 'broken';
export type TestResult = 'linearizable' | 'not_linearizable' | 'unknown';
export type TestFault = 'none' | 'kill' | 'minority' | 'groups';

export interface TestOrder {
  policy: string;
  clients: number;
  keys: number;
  seconds: number;
  fault: TestFault;
  groups: string[][] | null;
}

export interface KeyVerdict {
  key: string;
  result: TestResult;
  operations: number;
  lostWrites: number;
  staleReads: number;
  worstStaleMillis: number;
  worstStaleVersions: number;
  /** Why no order explains it; null: one does. */
  text: string | null;
  /** Ids of the fewest operations that suffice to see it. */
  offending: number[];
}

export interface TestVerdict {
  result: TestResult;
  reads: number;
  acknowledgedWrites: number;
  inDoubt: number;
  failed: number;
  lostWrites: number;
  staleReads: number;
  worstStaleMillis: number;
  worstStaleVersions: number;
  worstKey: string | null;
  keys: KeyVerdict[];
}

export interface LiveTest {
  id: number;
  state: TestState;
  startedAtMillis: number;
  policy: string;
  consistency: 'eventual' | 'strong';
  clients: number;
  keys: number;
  seconds: number;
  fault: TestFault;
  faultWords: string | null;
  nodes: string[];
  keyPrefix: string;
  elapsedMillis: number;
  /** Since the test began; null: nothing was done. */
  faultFromMillis: number | null;
  faultToMillis: number | null;
  operations: number;
  cut: boolean;
  problem: string | null;
  verdict: TestVerdict | null;
}

export interface LabOperation {
  id: number;
  /** From 1; 0: the reads at the end. */
  client: number;
  node: string;
  kind: 'read' | 'write';
  key: string;
  value?: string;
  invokeMicros: number;
  returnMicros: number;
  outcome: 'ok' | 'failed' | 'in_doubt';
  why?: string;
  version?: string;
  acks?: string;
}

export interface TestHistory {
  test: LiveTest;
  operations: LabOperation[];
  stale: { id: number; millis: number; versions: number }[];
  lost: number[];
}

const BASE = '/api/lab/live/tests';

export const getTests = (signal?: AbortSignal) => getJson<LiveTest[]>(BASE, signal);
export const startTest = (order: TestOrder) => sendJson<LiveTest>('POST', BASE, order);
export const stopTest = (id: number) => sendJson<LiveTest>('DELETE', `${BASE}/${id}`);
export const getTestHistory = (id: number, signal?: AbortSignal) => getJson<TestHistory>(`${BASE}/${id}/history`, signal);
/** Where the browser gets it as a file. */
export const historyFile = (id: number) => `${BASE}/${id}/history?file=true`;
