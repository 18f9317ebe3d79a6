import type { LabOperation, LiveTest, TestHistory, TestOrder } from '../src/api/liveTests.ts';

const FAULT_WORDS = 'node-1, node-2, manager | node-3';

/** A make-believe test: a fast policy shows a stale read and a lost write, any other one nothing. Histories are the same each time. */
export function historyOf(order: TestOrder, id: number, startedAtMillis: number): TestHistory {
  const keyPrefix = `${order.policy === 'default' ? '' : order.policy}lab-${id}:`;
  const key = `${keyPrefix}1`;
  const bad = order.policy !== 'default';
  const operations: LabOperation[] = [];
  let last: string | undefined;
  for (let i = 1; i <= 60; i++) {
    const write = i % 3 === 1;
    if (write) last = String(i);
    const stale = bad && i === 30;
    operations.push({
      id: i, client: 1 + (i % order.clients), node: `node-${1 + (i % 3)}`, kind: write ? 'write' : 'read', key, value: stale ? '1' : last, invokeMicros: i * 100_000, returnMicros: i * 100_000 + 30_000,
      outcome: i === 40 ? 'in_doubt' : i === 43 ? 'failed' : 'ok', why: i === 40 ? 'in_doubt' : i === 43 ? 'unreachable' : undefined,
    });
  }
  operations.push({ id: 61, client: 0, node: 'node-1', kind: 'read', key, value: bad ? '55' : '58', invokeMicros: 9_000_000, returnMicros: 9_002_000, outcome: 'ok' });
  const trouble = { lostWrites: bad ? 1 : 0, staleReads: bad ? 1 : 0, worstStaleMillis: bad ? 2570 : 0, worstStaleVersions: bad ? 9 : 0 };
  const result = bad ? 'not_linearizable' : 'linearizable';
  return {
    test: {
      id, state: 'done', startedAtMillis, policy: order.policy, consistency: 'eventual', clients: order.clients, keys: 1, seconds: order.seconds, fault: order.fault, faultWords: order.fault === 'none' ? null : FAULT_WORDS,
      nodes: ['node-1', 'node-2', 'node-3'], keyPrefix, elapsedMillis: 9500, faultFromMillis: order.fault === 'none' ? null : 1500, faultToMillis: order.fault === 'none' ? null : 4500, operations: 61, cut: false, problem: null,
      verdict: {
        result, reads: 41, acknowledgedWrites: 18, inDoubt: 1, failed: 1, ...trouble, worstKey: key,
        keys: [{ key, result, operations: 61, ...trouble, text: bad ? 'Make-believe: no order explains #28 and #30.' : null, offending: bad ? [28, 30] : [] }],
      },
    },
    operations,
    stale: bad ? [{ id: 30, millis: 2570, versions: 9 }] : [],
    lost: bad ? [58] : [],
  };
}

export class MockTests {
  private histories: { history: TestHistory; until: number }[] = [];

  run(order: TestOrder, forMillis: number): LiveTest {
    const now = Date.now();
    this.histories = [{ history: historyOf(order, now, now), until: now + forMillis }, ...this.histories].slice(0, 5);
    return this.list()[0]!;
  }

  list(): LiveTest[] {
    const now = Date.now();
    return this.histories.map(({ history: { test }, until }) => (until <= now ? test : { ...test, state: 'running', elapsedMillis: now - test.startedAtMillis, verdict: null }));
  }

  answer(method: string, path: string[], body: Record<string, unknown>): unknown {
    const found = this.histories.find(({ history }) => String(history.test.id) === path[1]);
    switch (`${method} ${path.slice(2).join('/')}`) {
      case 'POST ': return this.run(body as unknown as TestOrder, Number(body.seconds) * 1000);
      case 'GET ': return this.list();
      case 'DELETE ': if (found) found.until = 0; return found?.history.test;
      case 'GET history': return found?.history;
      default: return undefined;
    }
  }
}
