import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { prerender } from 'react-dom/static';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { heatAnswer } from '../../mock/heat';
import { film, MENU } from '../../mock/lab';
import { MockFaults } from '../../mock/live';
import { historyOf } from '../../mock/liveTests';
import { MockCluster } from '../../mock/cluster';
import { adviceOf, performanceAnswer, sampleAt } from '../../mock/performance';
import { trafficAt } from '../../mock/traffic';
import { App } from '../App';
import { keys } from '../hooks/keys';
import { speak } from '../i18n';
import type { Language } from '../i18n/language';
import { sampleOf } from '../lib/history';
import { DEFAULT_ORDER } from '../lib/lab/address';
import { parseReceipt } from '../lib/receipt';
import { surfaces, theme } from '../theme';

/** Words of no language: names, units, what is typed, and what the make-believe cluster has. */
const NAMES = new Set(
  `Meguri English Language node manager default session cart greeting weather city thumb alice user user42 fast safe quorum strong eventual tinylfu lru
   TTL JSON KiB MiB GiB TiB ms s m h d B p99 p50 REST GET PUT DELETE Redis Grafana docker compose up MEGURI_GRAFANA_URL kill N W R v zone a b c localhost http
   Escape maxBytes READONLY CLIENT TRACKING NTP chrony systemd timesyncd text plain charset utf none hot key TinyLFU A AB URL`.split(/\s+/),
);
const PATHS = ['/', '/performance', '/performance?scope=operations', '/performance?scope=policies', '/heat', '/heat?metric=moves', '/browser', '/browser?key=greeting', '/browser?key=gone', '/nodes', '/policies', '/events', '/lab/simulated', '/lab/live', '/nowhere'];

afterEach(async () => {
  vi.unstubAllGlobals();
  await speak('en');
});

/** A cluster with something to tell: one node is down, and another one is on standby. */
function filled(): QueryClient {
  vi.useFakeTimers();
  const cluster = new MockCluster();
  cluster.kill('node-3');
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  const overview = { ...cluster.overview(), ring: cluster.ring() };
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const set = (key: readonly unknown[], data: unknown) => client.setQueryData(key, data);
  set(keys.overview, overview);
  set(keys.ring, overview.ring);
  set(keys.history, [sampleOf(overview)]);
  set(keys.events, cluster.events);
  set(keys.policies, cluster.policies);
  set(keys.advice, adviceOf(cluster));
  set(keys.traffic, trafficAt(cluster, Date.now()));
  set(keys.samples, [sampleAt(cluster, Date.now())]);
  for (const metric of ['keys', 'moves'] as const) {
    set(keys.heat(metric, null), heatAnswer(cluster, new URL(`http://mock/?metric=${metric}`), false));
    set(keys.heatPast(metric), heatAnswer(cluster, new URL(`http://mock/?metric=${metric}`), true));
  }
  for (const scope of ['nodes', 'policies', 'operations']) set(keys.performance(scope, -300_000, 0), performanceAnswer(cluster, new URL(`http://mock/?scope=${scope}&span=300000`)));
  set(keys.labMenu, MENU);
  const faults = new MockFaults(cluster);
  faults.add('node-2', { kind: 'cut', peer: 'manager', direction: 'in', durationMillis: 20_000 });
  faults.add('node-1', { kind: 'clock_offset', offsetMillis: 3000, durationMillis: 20_000 });
  faults.add('node-3', { kind: 'crash', durationMillis: 20_000 });
  set(keys.liveFaults, faults.list());
  const history = historyOf({ policy: 'session:', clients: 2, keys: 1, seconds: 10, fault: 'minority', groups: null }, 7, 1_700_000_000_000);
  set(keys.liveTests, [history.test, { ...history.test, id: 6, state: 'running', verdict: null }]);
  set(keys.testHistory(7), history);
  set(keys.film(DEFAULT_ORDER), film(DEFAULT_ORDER));
  const receipt = parseReceipt(new Headers({ 'x-meguri-source': 'replica', 'x-meguri-node': 'node-2', 'x-meguri-acks': '2/3', 'x-meguri-version': '9-node-2', 'x-meguri-consistency': 'eventual', 'x-meguri-ttl-millis': '95000', 'x-meguri-slot': '7' }), Date.now());
  set(keys.entry('greeting', null), { kind: 'hit', key: 'greeting', value: new Uint8Array([65, 66]), contentType: 'text/plain', receipt });
  set(keys.entry('gone', null), { kind: 'miss', key: 'gone', problem: {}, receipt: { ...receipt, why: 'expired' } });
  set(keys.location('greeting', null), { key: 'greeting', slot: 7, epoch: 1, phase: 'STABLE', policy: 'default', replicas: ['node-1', 'node-2'], joining: ['node-4'], servingPrimary: 'node-2' });
  set(keys.cacheKeys('', null), { keys: [{ key: 'greeting', slot: 7, bytes: 2, version: 'x', ttlMillis: 95_000 }], truncated: true });
  return client;
}

/** What a person sees or hears of a page, in pieces. */
async function spokenOn(path: string, language: Language): Promise<string[]> {
  await speak(language);
  const client = filled();
  vi.stubGlobal('window', { location: { origin: 'http://localhost', pathname: '/lab/simulated' }, devicePixelRatio: 1, addEventListener() {}, removeEventListener() {} });
  vi.stubGlobal('ImageData', class { data = new Uint8ClampedArray(4 * 128 * 128); });
  const errors: unknown[] = [];
  // unlike other ways to render, this one waits for the pages that are loaded when they are wanted
  const { prelude } = await prerender(
    <MantineProvider theme={theme} cssVariablesResolver={surfaces}>
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={[path]}><App /></MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
    { onError: (error) => void errors.push(error) },
  );
  const html = await new Response(prelude).text();
  client.clear();
  expect(errors).toEqual([]);
  const shown = html.replaceAll(/<style.*?<\/style>|<script.*?<\/script>/gs, '').replaceAll(/<(\w+)[^>]* lang="en"[^>]*>.*?<\/\1>/gs, '').replaceAll(/<(\w+)[^>]* class="[^"]*mono[^"]*"[^>]*>.*?<\/\1>/gs, '');
  const spoken = [...shown.matchAll(/ (?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map((match) => match[1]!);
  const text = shown.replaceAll('<!-- -->', '').replaceAll(/<[^>]*>/g, '\n').split('\n');
  return [...spoken, ...text].map((piece) => piece.replaceAll(/&#x27;|&quot;|&amp;|&lt;|&gt;/g, ' ').trim()).filter(Boolean);
}

/** Codes, such as `node_down`, and `v12` are no words. */
const unknownIn = (piece: string) => (/^(?:[a-z]+(?:_[a-z]+)+|v\d+)$/.test(piece) ? [] : (piece.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).filter((word) => !NAMES.has(word)));

it.each(PATHS)('%s in Japanese has no English words', async (path) => {
  const pieces = await spokenOn(path, 'ja');
  expect(pieces.filter((piece) => unknownIn(piece).length > 0)).toEqual([]);
  expect(pieces.filter((piece) => /[぀-ヿ一-鿿]/.test(piece)).length).toBeGreaterThan(8);
  expect(pieces.filter((piece) => /undefined|NaN|\{\w*\}|\bserver\./.test(piece))).toEqual([]);
});

it.each(PATHS)('%s in English has no Japanese words', async (path) => {
  const pieces = await spokenOn(path, 'en');
  expect(pieces.filter((piece) => /[぀-ヿ一-鿿]/.test(piece) && piece !== '巡り')).toEqual([]);
});
