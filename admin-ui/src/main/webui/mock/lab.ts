import type { Film, LabMenu, LabOrder, NodeChange } from '../src/api/lab.ts';

/** A make-believe lab: it knows two scenarios, and its films show little more than that the page works. */
export const MENU: LabMenu = {
  scenarios: [
    { name: 'NODE_FAILS', title: 'A node fails and returns', about: 'A process ends without a word.', rules: [] },
    { name: 'BROKEN_RULE', title: 'One broken rule', about: 'The checkers have to notice.', rules: [{ name: 'HINTS_NEVER_ARRIVE', question: 'What if hints were never delivered?', seed: 3 }] },
  ],
  minNodes: 3, maxNodes: 50, actMillis: 30_000, maxInterventions: 40,
};

const KINDS = ['WRITE', 'REPLICATE', 'READ', 'VOTE', 'REPAIR', 'MIGRATION', 'GOSSIP', 'HEARTBEAT', 'STATE'];
const SECOND = 1_000_000;
const END = 33 * SECOND;

export function film(order: LabOrder): Film {
  const names = ['manager', ...Array.from({ length: order.nodes }, (_, i) => `node-${i + 1}`)];
  const random = seeded(order.seed);
  const flights: Film['flights'] = { sentMicros: [], tookMicros: [], from: [], to: [], kind: [], fate: [], text: [] };
  const rates = Array.from({ length: 33 }, () => KINDS.map(() => 0));
  for (let micros = 0; micros < END - SECOND; micros += 8_000 + random(12_000)) {
    const from = 1 + random(order.nodes);
    const kind = random(KINDS.length);
    flights.sentMicros.push(micros);
    flights.tookMicros.push(8_000 + random(16_000));
    flights.from.push(from);
    flights.to.push(kind > 6 ? 0 : 1 + ((from + random(order.nodes - 1)) % order.nodes));
    flights.kind.push(kind);
    flights.fate.push(random(30) === 0 ? 1 : 0);
    flights.text.push(`A message of the kind ${KINDS[kind]}`);
    rates[Math.floor(micros / SECOND)]![kind]!++;
  }
  const changes: NodeChange[] = names.map((_, node) => changed(0, node, 'UP'));
  const told: Film['told'] = [{ micros: 0, teller: 'ACT', weight: 'INFO', node: -1, text: `${order.nodes} nodes have formed a cluster.`, said: { code: 'begins', values: { nodes: order.nodes } } }];
  const cuts: Film['cuts'] = [];
  for (const { atMillis, kind, target } of [{ atMillis: 4000, kind: 'KILL', target: 'node-2' }, { atMillis: 18_000, kind: 'START', target: 'node-2' }, ...order.interventions]) {
    const micros = atMillis * 1000;
    told.push({ micros, teller: 'ACT', weight: kind === 'KILL' || kind === 'CUT' ? 'BAD' : 'GOOD', node: names.indexOf(target), text: `${kind}: ${target}`, said: coded(kind, target) });
    const [a, b] = target.split('~').map((name) => names.indexOf(name)) as [number, number | undefined];
    if (b === undefined) changes.push(changed(micros, a, kind === 'KILL' ? 'OFF' : 'UP'));
    else cuts.push({ micros, a, b, cut: kind === 'CUT' });
  }
  const byTime = <T extends { micros: number }>(some: T[]) => some.sort((one, other) => one.micros - other.micros);
  const broken = order.scenario === 'BROKEN_RULE' && !order.kept;
  return {
    order, title: MENU.scenarios.find((one) => one.name === order.scenario)?.title ?? order.scenario, about: 'Make-believe: run the server for the real thing.', names, inner: 1,
    traceHash: String(order.seed).padStart(16, '0'), pictureHash: String(order.seed).padStart(16, '0'), endMicros: END, actMicros: 30 * SECOND,
    kinds: KINDS, sent: flights.from.length, flights, changes: byTime(changes), cuts: byTime(cuts), told: byTime(told), rates,
    verdict: {
      outcome: broken ? 'VIOLATED' : 'HELD', micros: END, invariant: broken ? 'hints-drain' : null, code: broken ? null : 'held',
      sentence: broken ? 'Writes that were kept for a node were never delivered to it.' : 'Every invariant held.', detail: broken ? 'node-2 still keeps 7 hints' : null, checked: [{ code: 'keys', values: { all: 0 }, text: '0 keys whose last acknowledged write has to be there' }],
    },
  };
}

function coded(kind: string, target: string): Film['told'][number]['said'] {
  const [node, other] = target.split('~');
  return { code: { KILL: 'killed', START: 'started', CUT: 'cut', HEAL: 'healed' }[kind] ?? kind, values: { node, one: node, other } };
}

function changed(micros: number, node: number, process: NodeChange['process']): NodeChange {
  return { micros, node, process, member: node === 0 ? null : process === 'OFF' ? 'DOWN' : 'ACTIVE', ringVersion: 7, leads: node === 0 ? 0 : 13, holds: node === 0 ? 0 : 38, unsynced: 0, clockMillis: 0 };
}

function seeded(seed: number): (bound: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % bound;
  };
}
