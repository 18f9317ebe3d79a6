import { query } from './cache';
import { getJson, sendJson } from './http';

export type FaultKind = 'cut' | 'delay' | 'loss' | 'duplication' | 'bandwidth' | 'pause' | 'slow' | 'crash' | 'clock_offset';
export type FaultDirection = 'in' | 'out' | 'both';

/** A fault at work at one node, as the node tells it. */
export interface FaultView {
  id: string;
  kind: FaultKind;
  peer?: string;
  direction?: FaultDirection;
  description: string;
  remainingMillis: number;
  delayMillis?: number;
  jitterMillis?: number;
  rate?: number;
  bytesPerSecond?: number;
  offsetMillis?: number;
}

export interface NodeFaults {
  nodeId: string;
  /** Whether it takes faults; null: it did not answer. */
  enabled: boolean | null;
  problem: string | null;
  faults: FaultView[];
}

export interface LiveFaults {
  atMillis: number;
  nodes: NodeFaults[];
  /** Those that the lab killed and will start again. */
  killed: { nodeId: string; remainingMillis: number }[];
}

export interface FaultRequest {
  kind: FaultKind;
  peer?: string;
  direction?: FaultDirection;
  durationMillis: number;
  delayMillis?: number;
  rate?: number;
  offsetMillis?: number;
}

const BASE = '/api/lab/live';
const at = (nodeId: string) => `${BASE}/faults/${encodeURIComponent(nodeId)}`;

export const getLiveFaults = (signal?: AbortSignal) => getJson<LiveFaults>(`${BASE}/faults`, signal);
export const setFault = (nodeId: string, fault: FaultRequest) => sendJson<FaultView>('PUT', at(nodeId), fault);
export const healFault = (nodeId: string, id: string | null) => sendJson<LiveFaults>('DELETE', id === null ? at(nodeId) : `${at(nodeId)}${query({ id })}`);
export const healAllFaults = () => sendJson<LiveFaults>('DELETE', `${BASE}/faults`);
export const cutApart = (groups: string[][], durationMillis: number) => sendJson<LiveFaults>('PUT', `${BASE}/partition`, { groups, durationMillis });
export const killFor = (nodeId: string, durationMillis: number) => sendJson<LiveFaults>('POST', `${BASE}/kills`, { nodeId, durationMillis });
