import { parseReceipt, type Receipt } from '../lib/receipt';
import { getJson, problemOf, ProblemError, send } from './http';
import type { KeyList, KeyLocation, Problem } from './types';

/** Which node to ask; null: any that is there. */
export type Via = string | null;

export interface Hit {
  kind: 'hit';
  key: string;
  value: Uint8Array<ArrayBuffer>;
  contentType: string;
  receipt: Receipt;
}

export interface Miss {
  kind: 'miss';
  key: string;
  problem: Problem;
  receipt: Receipt;
}

export interface Stored {
  key: string;
  created: boolean;
  receipt: Receipt;
}

export interface Write {
  key: string;
  value: string;
  contentType: string;
  /** As typed: `30s`, `none`; empty: the policy's default. */
  ttl: string;
  /** Store only over this version. */
  ifVersion?: string;
  /** Store only where the key is absent. */
  ifAbsent?: boolean;
}

/** Compare-and-set found something else: `receipt.version` is what is there now (null: nothing). */
export class ConflictError extends ProblemError {
  readonly receipt: Receipt;

  constructor(problem: Problem, receipt: Receipt) {
    super(problem);
    this.receipt = receipt;
  }
}

/** Slashes are encoded too, or `a/../b` would be tidied away before it is sent. */
export function cachePath(key: string, params: Record<string, string | null | undefined>): string {
  return `/api/ui/cache/${encodeURIComponent(key)}${query(params)}`;
}

export function query(params: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `?${text}` : '';
}

export async function getValue(key: string, via: Via, signal?: AbortSignal): Promise<Hit | Miss> {
  const response = await send(cachePath(key, { via }), { cache: 'no-store', signal });
  const receipt = parseReceipt(response.headers, Date.now());
  if (response.ok) {
    const value = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
    return { kind: 'hit', key, value, contentType, receipt };
  }
  const problem = await problemOf(response);
  if (problem.code === 'key_not_found') return { kind: 'miss', key, problem, receipt };
  throw new ProblemError(problem);
}

export async function putValue(write: Write, via: Via): Promise<Stored> {
  const headers: Record<string, string> = { 'content-type': write.contentType };
  if (write.ifVersion !== undefined) headers['if-match'] = `"${write.ifVersion}"`;
  if (write.ifAbsent) headers['if-none-match'] = '*';
  const path = cachePath(write.key, { via, ttl: write.ttl.trim() });
  const response = await send(path, { method: 'PUT', headers, body: new TextEncoder().encode(write.value) });
  const receipt = parseReceipt(response.headers, Date.now());
  if (response.ok) return { key: write.key, created: response.status === 201, receipt };
  throw await failure(response, receipt);
}

export async function deleteValue(key: string, via: Via): Promise<Receipt> {
  const response = await send(cachePath(key, { via }), { method: 'DELETE' });
  const receipt = parseReceipt(response.headers, Date.now());
  if (response.ok) return receipt;
  throw await failure(response, receipt);
}

export function listKeys(prefix: string, via: Via, signal?: AbortSignal): Promise<KeyList> {
  return getJson(`/api/ui/keys${query({ prefix, via, limit: '200' })}`, signal);
}

export function locate(key: string, via: Via, signal?: AbortSignal): Promise<KeyLocation> {
  return getJson(`/api/ui/locate${query({ key, via })}`, signal);
}

async function failure(response: Response, receipt: Receipt): Promise<ProblemError> {
  const problem = await problemOf(response);
  return problem.code === 'condition_failed' ? new ConflictError(problem, receipt) : new ProblemError(problem);
}
