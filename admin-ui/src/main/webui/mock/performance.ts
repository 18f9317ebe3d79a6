import type { AdviceList, Said } from '../src/api/advice.ts';
import type { Performance, PerformanceSample, PerformanceScope } from '../src/api/performance.ts';
import { hash, type MockCluster } from './cluster.ts';

/** How the make-believe cluster does: waves, and at times a spike. */

const SPAN = 6 * 3_600_000;

export function performanceAnswer(cluster: MockCluster, url: URL): Performance {
  const scope = (url.searchParams.get('scope') ?? 'nodes') as PerformanceScope;
  const to = Number(url.searchParams.get('to')) || Date.now();
  const from = Number(url.searchParams.get('from')) || to - (Number(url.searchParams.get('span')) || 900_000);
  const step = Math.max(1000, Math.ceil((to - from) / 300_000) * 1000);
  const times: number[] = [];
  for (let t = Math.ceil(Math.max(from, Date.now() - SPAN) / step) * step; t < to && t < Date.now(); t += step) times.push(t);
  const series: Performance['series'] = {};
  times.forEach((t, i) => {
    for (const [name, metrics] of Object.entries(sampleAt(cluster, t)[scope])) {
      for (const [metric, value] of Object.entries(metrics)) {
        ((series[name] ??= {})[metric] ??= times.map(() => null as number | null))[i] = value;
      }
    }
  });
  return { scope, fromMillis: from, toMillis: to, stepMillis: step, fineMillis: 3_600_000, coarseMillis: SPAN, grafana: process.env.MEGURI_MOCK_GRAFANA ?? null, times, series };
}

export function sampleAt(cluster: MockCluster, at: number): PerformanceSample {
  const sample: PerformanceSample = { atMillis: at, nodes: {}, policies: {}, operations: {}, problems: {} };
  const noise = (name: string) => 0.9 + 0.2 * hash(`${name}${Math.floor(at / 1000)}`);
  for (const id of cluster.memberIds()) {
    const wave = 1 + 0.5 * Math.sin(at / 90_000 + Number(id.slice(5)));
    const spike = Math.floor(at / 20_000) % 9 === Number(id.slice(5)) ? 4 : 1;
    const load = 900 * wave * noise(id);
    sample.nodes[id] = {
      reads: load, writes: load / 9, hitRatio: 0.93 + 0.05 * Math.sin(at / 200_000), p50: 140 * noise(`${id}5`), p99: 1_900 * spike * noise(`${id}9`), p999: 6_000 * spike * noise(`${id}99`),
      memory: (180 + 20 * wave) * 2 ** 20, evictions: spike > 1 ? 40 * noise(id) : 0, lag: 3 * spike * noise(id), hints: 0, bytesOut: load * 900, bytesIn: load * 850, busy: 0.3 * wave, failures: 0, entries: 98_000, clockOffset: 1, unsynced: 0,
    };
  }
  for (const p of cluster.policies) {
    const wave = 1 + 0.4 * Math.cos(at / 120_000 + p.prefix.length);
    sample.policies[p.prefix] = { reads: 700 * wave * noise(p.prefix), hitRatio: 0.8 + 0.1 * wave, evictions: 0, memory: p.prefix.length * 9 * 2 ** 20, entries: 4000 * p.prefix.length };
  }
  const kinds: [string, number, number][] = [['all', 3000, 150], ['rest.get', 900, 320], ['rest.put', 100, 700], ['resp.read', 1800, 90], ['resp.write', 200, 410]];
  for (const [kind, rate, micros] of kinds) {
    const wave = 1 + 0.3 * Math.sin(at / 70_000 + rate);
    sample.operations[kind] = { rate: rate * wave * noise(kind), p50: micros * noise(`${kind}5`), p99: micros * 9 * noise(`${kind}9`), p999: micros * 40 * noise(`${kind}99`) };
  }
  return sample;
}

export function adviceOf(cluster: MockCluster): AdviceList {
  const down = [...cluster.nodes].filter(([, n]) => n.state === 'DOWN').map(([id]) => id);
  const advice: AdviceList['advice'] = process.env.MEGURI_MOCK_WELL ? [] : [
    {
      rule: 'clock_offset', weight: 'BAD', nodes: ['node-2'], key: null, page: '/nodes',
      what: said('clock_ahead', 'The clock of node-2 is 6.2 s ahead', { node: 'node-2', millis: 6200 }),
      why: said('clock_refused', 'The others refuse what it stamps: they tolerate 5 s.'),
      todo: said('clock_todo', 'Let NTP set it (chrony, systemd-timesyncd), and see whether a clock fault is injected.'),
    },
    {
      rule: 'hot_key', weight: 'WARN', nodes: ['node-1'], key: 'session:<b>alice</b>', page: '/heat?metric=reads',
      what: said('hot_key', 'A hot key'),
      why: said('hot_key_seen', 'Slot 9189 takes 31% of all operations, 940 per second; 97% of them are for one key.', { slot: 9189, share: 0.31, perSecond: 940, keyShare: 0.97 }),
      todo: said('hot_key_todo', 'Let clients read it from any replica (READONLY) or keep it near them (CLIENT TRACKING); or split it into several keys.'),
    },
    {
      rule: 'busy_node', weight: 'INFO', nodes: ['node-3'], key: null, page: '/performance',
      what: said('busy_node', 'node-3 is 94% busy', { node: 'node-3', share: 0.94 }),
      why: said('busy_node_why', 'Its cores, or the thread of one of its shards, have next to no time left.'),
      todo: said('busy_node_todo', 'Add a node, or see whether its load is skewed.'),
    },
  ];
  if (down.length) {
    advice.unshift({
      rule: 'under_replicated', weight: 'WARN', nodes: down, key: null, page: '/nodes',
      what: said('under_replicated', '16,384 slots below their replica count', { slots: 16_384 }),
      why: said('under_replicated_down', `${down.join(', ')} is down: the next loss may be the loss of what was just written.`, { nodes: down }),
      todo: said('start_nodes', `Start ${down.join(', ')}.`, { nodes: down }),
    });
  }
  return { atMillis: Date.now(), ageMillis: 0, advice };
}

function said(code: string, text: string, values: Record<string, unknown> = {}): Said {
  return { code, values, text };
}
