import type { ClusterEvent, ClusterView, NodeState, NodeView, Overview, PolicyDocument, RebalanceView, RingPicture } from '../src/api/types.ts';

/** A make-believe cluster, good enough to build pages against. Nothing of it reaches the product. */

const SLOTS = 16384;
const VIRTUAL_NODES = 64;
/** So many neighbouring slots have one list. */
const RUN = 96;
/** MEGURI_MOCK_NODES: as many hold slots; one more stands by. */
const NODES = Number(process.env.MEGURI_MOCK_NODES ?? 3);

interface MockNode {
  state: NodeState;
  changedAt: number;
  unsynced: number;
}

export interface MockEntry {
  value: Buffer;
  contentType: string;
  version: string;
  expireAt: number | null;
}

export class MockCluster {
  readonly nodes = new Map<string, MockNode>();
  readonly entries = new Map<string, MockEntry>();
  readonly events: ClusterEvent[] = [];
  policies: PolicyDocument[] = [policy('session:', 1, 1, '30m'), policy('cart:', 2, 2, '7d'), policy('default', 2, 1, 'none')];
  ringVersion = 3;
  managerDownUntil = 0;
  private members: string[] = Array.from({ length: NODES }, (_, i) => `node-${i + 1}`);
  private previous: string[] | null = null;
  private job: RebalanceView | null = null;
  private versions = 0;

  constructor() {
    for (const id of this.members) this.nodes.set(id, { state: 'ACTIVE', changedAt: Date.now(), unsynced: 0 });
    const standby = `node-${NODES + 1}`;
    this.nodes.set(standby, { state: 'STANDBY', changedAt: Date.now(), unsynced: 0 });
    this.log('manager_started', null, 'The manager started, term 1', { term: 1 });
    for (const id of this.members) this.log('node_added', id, `${id} joined the cluster.`);
    this.log('cluster_formed', null, `The cluster is formed of ${this.members.join(', ')}`, { nodes: this.members });
    this.log('node_standby', standby, `${standby} registered and stands by: it owns no slot yet.`);
    this.put('session:alice', Buffer.from('{"user":"alice","roles":["admin","reader"],"since":1764000000}'), 'application/json', 1_800_000);
    this.put('cart:{user42}', Buffer.from('{"items":[{"sku":"tea-01","n":2}],"total":18.4}'), 'application/json', null);
    this.put('greeting', Buffer.from('<b>hello</b> & 巡り'), 'text/plain; charset=utf-8', 95_000);
    this.put('thumb:17', Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 37) % 256)), 'application/octet-stream', null);
    for (let i = 1; i <= 40; i++) this.put(`weather:city-${i}`, Buffer.from(`{"celsius":${i % 30}}`), 'application/json', 60_000 * i);
  }

  log(type: string, nodeId: string | null, message: string, details: Record<string, unknown> = {}): void {
    this.events.push({ id: this.events.length + 1, type, atMillis: Date.now(), nodeId, ringVersion: this.ringVersion, message, details });
  }

  put(key: string, value: Buffer, contentType: string, ttl: number | null): MockEntry {
    const entry = { value, contentType, version: `01k${(++this.versions).toString(36)}-node-1-1`, expireAt: ttl === null ? null : Date.now() + ttl };
    this.entries.set(key, entry);
    return entry;
  }

  listOf(slot: number, members = this.members): string[] {
    const first = Math.floor(hash(`run${Math.floor(slot / RUN)}`) * members.length);
    const step = members.length > 2 && hash(`turn${Math.floor(slot / RUN)}`) > 0.5 ? members.length - 1 : 1;
    return [0, 1, 2].slice(0, members.length).map((i) => members[(first + i * step) % members.length]!);
  }

  isUp(id: string): boolean {
    const state = this.nodes.get(id)?.state;
    return state === 'ACTIVE' || state === 'LEAVING' || state === 'JOINING';
  }

  serving(slot: number): string | null {
    return this.listOf(slot).find((id) => this.isUp(id)) ?? null;
  }

  kill(id: string): void {
    this.set(id, 'SUSPECT');
    setTimeout(() => {
      this.set(id, 'DOWN');
      this.log('node_down', id, `${id} is down: no heartbeat for 2 s and no peer reaches it. Its slots are served by their next replicas.`, { how: 'missing' });
    }, 2000);
  }

  start(id: string): void {
    this.set(id, 'ACTIVE', 9000);
    this.log('node_returned', id, `${id} is back; its copies are compared with its peers.`);
    setTimeout(() => this.log('node_recovered', id, `${id} is synced for all its slots.`), 9000);
  }

  move(reason: string, members: string[], id: string): void {
    this.previous = this.members;
    this.members = members;
    this.set(id, members.includes(id) ? 'JOINING' : 'LEAVING');
    const slots = Array.from({ length: SLOTS }, (_, s) => s).filter((s) => this.listOf(s).join() !== this.listOf(s, this.previous!).join()).length;
    this.job = { id: 7, state: 'RUNNING', reason, slots, slotsDone: 0, slotsMoving: 256, copies: slots, leastCopies: slots, progress: 0, startedAtMillis: Date.now(), finishedAtMillis: null };
    this.log('rebalance_started', id, `Rebalance started (${reason}): ${slots} slots change their replica list.`, { rebalance: 7, reason, slots });
  }

  add(): string {
    const id = `node-${this.nodes.size + 1}`;
    this.nodes.set(id, { state: 'STANDBY', changedAt: Date.now(), unsynced: 0 });
    this.log('node_standby', id, `${id} registered and stands by.`);
    return id;
  }

  ring(): RingPicture {
    const nodes = [...new Set([...this.members, ...(this.previous ?? [])])];
    const lists: number[][] = [];
    const index = (list: string[]) => {
      const wanted = list.map((id) => nodes.indexOf(id));
      const at = lists.findIndex((l) => l.join() === wanted.join());
      return at >= 0 ? at : lists.push(wanted) - 1;
    };
    const runs: number[] = [];
    const done = this.job ? Math.floor(this.job.progress * SLOTS) : SLOTS;
    for (let s = 0; s < SLOTS; s += 32) {
      const moved = s < done || !this.previous;
      const now = index(moved ? this.listOf(s) : this.listOf(s, this.previous!));
      const target = index(this.listOf(s));
      const next = !moved && s < done + 900 && target !== now ? target : -1;
      const last = runs.length - 3;
      if (last >= 0 && runs[last + 1] === now && runs[last + 2] === next) runs[last]! += 32;
      else runs.push(32, now, next);
    }
    const virtualNodes = nodes.map((id) => Array.from({ length: VIRTUAL_NODES }, (_, i) => hash(`${id}#${i}`)).sort());
    return { ringVersion: this.ringVersion, slotCount: SLOTS, nodes, lists, runs, virtualNodes };
  }

  overview(): Overview {
    this.tick();
    const down = Date.now() < this.managerDownUntil;
    return {
      atMillis: Date.now(),
      managerReachable: !down,
      managerUrl: 'http://localhost:8090',
      problem: down ? 'Connection refused' : null,
      ageMillis: down ? 60_000 - (this.managerDownUntil - Date.now()) : 120,
      launcher: { supervised: !process.env.MEGURI_MOCK_UNSUPERVISED, code: process.env.MEGURI_MOCK_UNSUPERVISED ? 'none' : null, script: null, reason: process.env.MEGURI_MOCK_UNSUPERVISED ? 'No launcher supervises the processes here: start and stop nodes where you started them.' : null },
      cluster: this.view(),
      ring: null,
    };
  }

  private view(): ClusterView {
    const nodes = [...this.nodes.keys()].map((id) => this.nodeView(id));
    const anyDown = this.members.some((id) => !this.isUp(id));
    return {
      clusterId: 'c-mock', term: 1, ringVersion: this.ringVersion, formed: true, ready: true, expectedNodes: 3, replicationFactor: 3, slotCount: SLOTS,
      slotsMoving: this.job ? 256 : 0, slotsUnderReplicated: anyDown ? SLOTS : 0, slotsWithoutHolder: 0, nodes, rebalance: this.job,
    };
  }

  private nodeView(id: string): NodeView {
    const node = this.nodes.get(id)!;
    let primaries = 0, replicas = 0, leading = 0;
    for (let s = 0; s < SLOTS; s += RUN) {
      const list = this.listOf(s);
      const slots = Math.min(RUN, SLOTS - s);
      if (list[0] === id) primaries += slots;
      else if (list.includes(id)) replicas += slots;
      if (this.serving(s) === id) leading += slots;
    }
    const up = this.isUp(id) || node.state === 'STANDBY';
    const busy = up && leading > 0;
    const wave = Math.sin(Date.now() / 9000 + Number(id.slice(5)));
    const number = Number(id.slice(5));
    return {
      nodeId: id, state: node.state, incarnation: 1, zone: `zone-${'abc'[number % 3]}`, weight: 1, host: 'localhost', httpPort: 8100 + number, respPort: 7000 + number,
      address: `http://localhost:${8100 + number}`, primaries, replicas, leading, unsyncedSlots: node.unsynced, entries: (primaries + replicas) * 6 + number * 11,
      memoryBytes: (primaries + replicas) * 2200 + 300_000, memoryLimitBytes: 322 * 1024 * 1024, operationsPerSecond: busy ? 820 + 190 * wave + 40 * Math.random() : 0,
      hitRatio: busy ? 0.93 + 0.04 * wave : null, busyPercent: Math.round(busy ? 45 + 20 * wave : 2), lastSeenMillisAgo: up ? 200 : Date.now() - node.changedAt, startedAtMillis: Date.now() - 5_000_000,
    };
  }

  private tick(): void {
    if (!this.job) return;
    this.job.progress = Math.min(1, (Date.now() - this.job.startedAtMillis) / 15_000);
    this.job.slotsDone = Math.floor(this.job.slots * this.job.progress);
    this.ringVersion++;
    if (this.job.progress < 1) return;
    for (const [id, node] of this.nodes) {
      if (node.state === 'JOINING') this.set(id, 'ACTIVE');
      if (node.state === 'LEAVING') this.set(id, 'STANDBY');
    }
    this.log('rebalance_finished', null, `Rebalance finished: ${this.job.slots} slots moved in 15 s.`, { rebalance: 7, reason: this.job.reason, slots: this.job.slots });
    this.job = null;
    this.previous = null;
  }

  private set(id: string, state: NodeState, unsyncedFor = 0): void {
    const node: MockNode = { state, changedAt: Date.now(), unsynced: unsyncedFor ? 12_288 : 0 };
    this.nodes.set(id, node);
    this.ringVersion++;
    if (unsyncedFor) setTimeout(() => (node.unsynced = 0), unsyncedFor);
  }

  memberIds(): string[] {
    return this.members;
  }
}

export function hash(text: string): number {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.charCodeAt(0), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822507);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
}

function policy(prefix: string, w: number, r: number, ttl: string): PolicyDocument {
  return { prefix, preset: null, consistency: 'eventual', replicas: 3, writeQuorum: w, readQuorum: r, defaultTtl: ttl, maxTtl: 'none', maxBytes: 0, maxValueBytes: 1048576, eviction: 'tinylfu', onMajorityLoss: 'refuse', conflict: 'lww' };
}
