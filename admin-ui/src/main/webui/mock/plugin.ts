import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { cacheRequest } from './cache.ts';
import { MockCluster } from './cluster.ts';
import { heatAnswer } from './heat.ts';
import { film, MENU } from './lab.ts';
import { MockFaults } from './live.ts';
import { MockTests } from './liveTests.ts';
import { adviceOf, performanceAnswer, sampleAt } from './performance.ts';
import { trafficAt } from './traffic.ts';

type Answer = (status: number, body?: unknown) => void;

/** Answers /api/ui and /api/lab from a make-believe cluster: `npm run mock`. `GET /api/ui/mock/manager-down` takes its manager away for a minute. */
export function mockCluster(): Plugin {
  const cluster = new MockCluster();
  const live: Live = { faults: new MockFaults(cluster), tests: new MockTests() };
  return {
    name: 'mock-cluster',
    configureServer(server) {
      server.middlewares.use('/api/ui', (req, res) => void route(cluster, req, res));
      server.middlewares.use('/api/lab', (req, res) => void lab(live, req, res));
    },
    configurePreviewServer(server) {
      server.middlewares.use('/api/ui', (req, res) => void route(cluster, req, res));
      server.middlewares.use('/api/lab', (req, res) => void lab(live, req, res));
    },
  };
}

interface Live {
  faults: MockFaults;
  tests: MockTests;
}

async function lab({ faults, tests }: Live, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = await read(req);
  const url = new URL(req.url ?? '/', 'http://mock');
  const [, room, ...path] = url.pathname.split('/').map(decodeURIComponent);
  if (room === 'live') {
    const json = body.length ? JSON.parse(body.toString()) : {};
    const answer = path[0] === 'tests' ? tests.answer(req.method ?? 'GET', path, json) : faults.answer(req.method ?? 'GET', path, url.searchParams, json);
    res.writeHead(answer === undefined ? 404 : 200, { 'content-type': answer === undefined ? 'application/problem+json' : 'application/json' });
    res.end(JSON.stringify(answer ?? problem(404, 'not_found', `Nothing at ${url.pathname}.`)));
    return;
  }
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify(req.method === 'POST' ? film(JSON.parse(body.toString())) : MENU));
}

async function route(cluster: MockCluster, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://mock');
  const parts = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const answer: Answer = (status, body) => {
    res.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    res.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const body = await read(req);
  switch (`${req.method} ${parts[0]}`) {
    case 'GET overview': return answer(200, { ...cluster.overview(), ring: cluster.ring() });
    case 'GET stream': return stream(cluster, req, res);
    case 'GET events': return answer(200, cluster.events);
    case 'GET heat': return answer(200, heatAnswer(cluster, url, parts[1] === 'past'));
    case 'GET performance': return answer(200, performanceAnswer(cluster, url));
    case 'GET advice': return answer(200, adviceOf(cluster));
    case 'GET policies': return answer(200, cluster.policies);
    case 'GET keys': case 'GET locate': case 'GET cache': case 'PUT cache': case 'DELETE cache':
      return cacheRequest(cluster, req, res, parts, url, body);
    default: return act(cluster, `${req.method} ${parts[0]}`, parts, body, answer);
  }
}

function act(cluster: MockCluster, what: string, parts: string[], body: Buffer, answer: Answer): void {
  const json = body.length ? (JSON.parse(body.toString()) as Record<string, string>) : {};
  const members = cluster.memberIds();
  const id = parts[1] ?? '';
  const ran = (command: string) => answer(200, { command, exitStatus: 0, output: 'ok' });
  switch (what) {
    case 'POST nodes':
      if (parts[2] === 'kill') { cluster.kill(id); return ran(`kill ${id}`); }
      if (parts[2] === 'start') { cluster.start(id); return ran(`start ${id}`); }
      cluster.move('node_joined', [...members, json.nodeId!], json.nodeId!);
      return answer(200, {});
    case 'DELETE nodes': cluster.move('node_leaving', members.filter((m) => m !== id), id); return answer(200, {});
    case 'PUT rebalance': return answer(409, problem(409, 'node_state_conflict', 'Everything is where it belongs: nothing to move.'));
    case 'POST processes': return ran(`add ${cluster.add()}`);
    case 'PUT policies': {
      const old = cluster.policies.find((p) => p.prefix === id) ?? cluster.policies.at(-1)!;
      cluster.policies = [{ ...old, ...json, prefix: id }, ...cluster.policies.filter((p) => p.prefix !== id)];
      cluster.log('policy_changed', null, `Policy ${id} was changed`, { prefix: id });
      return answer(200, {});
    }
    case 'DELETE policies': cluster.policies = cluster.policies.filter((p) => p.prefix !== id); return answer(204);
    case 'GET mock': cluster.managerDownUntil = Date.now() + 60_000; return answer(200, {});
    default: return answer(404, problem(404, 'not_found', `Nothing at ${what}.`));
  }
}

function stream(cluster: MockCluster, req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const emit = (event: string, data: unknown) => res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  let ring = -1;
  let event = cluster.events.length;
  const beat = () => {
    emit('overview', cluster.overview());
    emit('sample', sampleAt(cluster, Date.now()));
    emit('traffic', trafficAt(cluster, Date.now()));
    if (ring !== cluster.ringVersion) emit('ring', cluster.ring());
    ring = cluster.ringVersion;
    for (; event < cluster.events.length; event++) emit('event', cluster.events[event]);
  };
  beat();
  const timer = setInterval(beat, 1000);
  req.on('close', () => clearInterval(timer));
}

async function read(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function problem(status: number, code: string, detail: string): unknown {
  return { type: `https://meguri.dev/problems/${code}`, title: code.replaceAll('_', ' '), status, detail, code, retryable: false, inDoubt: false };
}
