import type { IncomingMessage, ServerResponse } from 'node:http';
import { hash, type MockCluster } from './cluster.ts';
import { problem } from './plugin.ts';

/** The cache API of the make-believe cluster. */
export function cacheRequest(cluster: MockCluster, req: IncomingMessage, res: ServerResponse, parts: string[], url: URL, body: Buffer): void {
  const json = (status: number, document: unknown, headers: Record<string, string> = {}) => {
    res.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
    res.end(JSON.stringify(document));
  };
  const key = parts[0] === 'locate' ? (url.searchParams.get('key') ?? '') : parts.slice(1).join('/');
  const slot = Math.floor(hash(key) * 16384);
  if (parts[0] === 'keys') return json(200, keyList(cluster, url.searchParams.get('prefix') ?? ''));
  const replicas = cluster.listOf(slot);
  const serving = cluster.serving(slot);
  const prefix = cluster.policies.find((p) => key.startsWith(p.prefix))?.prefix ?? 'default';
  if (parts[0] === 'locate')
    return json(200, { key, slot, epoch: 3, phase: 'STABLE', policy: prefix, replicas, joining: [], servingPrimary: serving });

  const headers = (version: string | null, expireAt: number | null): Record<string, string> => ({
    'x-meguri-source': serving === replicas[0] ? 'primary' : 'replica',
    'x-meguri-node': serving ?? '',
    'x-meguri-slot': String(slot),
    'x-meguri-ring-version': String(cluster.ringVersion),
    'x-meguri-acks': req.method === 'GET' ? '1/3' : '2/3',
    'x-meguri-consistency': 'eventual',
    'x-meguri-policy': prefix,
    'x-meguri-via': url.searchParams.get('via') ?? 'node-1',
    ...(version ? { 'x-meguri-version': version, etag: `"${version}"` } : {}),
    ...(expireAt ? { 'x-meguri-ttl-millis': String(expireAt - Date.now()) } : {}),
  });
  const entry = cluster.entries.get(key);
  const live = entry && (entry.expireAt === null || entry.expireAt > Date.now()) ? entry : undefined;
  if (req.method === 'PUT') {
    const wanted = req.headers['if-match']?.replaceAll('"', '');
    if ((wanted && wanted !== live?.version) || (req.headers['if-none-match'] && live))
      return json(412, problem(412, 'condition_failed', 'The key has another version by now.'), headers(live?.version ?? null, null));
    const stored = cluster.put(key, body, req.headers['content-type'] ?? 'text/plain', ttlOf(url.searchParams.get('ttl')));
    res.writeHead(live ? 204 : 201, headers(stored.version, stored.expireAt));
    res.end();
    return;
  }
  if (!live)
    return json(404, problem(404, 'key_not_found', `There is no value under ${key}.`), { ...headers(null, null), ...(entry ? { 'x-meguri-why': 'expired' } : {}) });
  if (req.method === 'DELETE') {
    cluster.entries.delete(key);
    res.writeHead(204, headers(live.version, null));
    res.end();
    return;
  }
  res.writeHead(200, { ...headers(live.version, live.expireAt), 'content-type': live.contentType });
  res.end(live.value);
}

function keyList(cluster: MockCluster, prefix: string): unknown {
  const found = [...cluster.entries].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const keys = found.map(([key, e]) => ({
    key, slot: Math.floor(hash(key) * 16384), bytes: e.value.length, version: e.version, ttlMillis: e.expireAt === null ? null : Math.max(0, e.expireAt - Date.now()),
  }));
  return { keys: keys.slice(0, 200), truncated: keys.length > 200 };
}

function ttlOf(text: string | null): number | null {
  const match = /^(\d+)(ms|s|m|h|d)?$/.exec(text ?? '');
  if (!match) return null;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] ?? 's'] ?? 1000;
  return Number(match[1]) * unit;
}
