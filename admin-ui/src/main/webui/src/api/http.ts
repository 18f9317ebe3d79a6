import { t } from '../i18n';
import type { Problem } from './types';

/** An answer that says no. `problem.detail` is a sentence for people, with the way out. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

function madeUp(code: string, status: number, title: string, detail: string): Problem {
  return { type: 'about:blank', title, status, detail, code, retryable: true, inDoubt: false };
}

/** The problem document of an answer, or one made of its status where the answer carries none. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    try {
      const body = (await response.json()) as Partial<Problem>;
      if (typeof body.code === 'string') return body as Problem;
    } catch {
      // not JSON after all: the status has to do
    }
  }
  const title = response.statusText || `HTTP ${response.status}`;
  return madeUp('unexpected', response.status, title, t('network.unexpected', { status: response.status }));
}

/** Like fetch, but the network's failures come as a ProblemError too. */
export async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError(
      madeUp('server_unreachable', 0, t('network.noConnection'), t('network.unreachable')),
    );
  }
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return (await response.json()) as T;
}

export async function sendJson<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
