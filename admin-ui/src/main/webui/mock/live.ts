import type { FaultRequest, FaultView, LiveFaults } from '../src/api/live.ts';
import type { MockCluster } from './cluster.ts';

/** Make-believe faults: they are listed, and nothing is wrong. Only the standby node takes none. */
export class MockFaults {
  private readonly set = new Map<string, { node: string; view: FaultView; until: number }>();
  private readonly cluster: MockCluster;

  constructor(cluster: MockCluster) {
    this.cluster = cluster;
  }

  list(): LiveFaults {
    const now = Date.now();
    for (const [key, one] of this.set) if (one.until <= now) this.set.delete(key);
    const all = [...this.set.values()].map((one) => ({ ...one, view: { ...one.view, remainingMillis: one.until - now } }));
    return {
      atMillis: now,
      nodes: [...this.cluster.nodes].map(([nodeId, node]) => ({ nodeId, enabled: node.state === 'STANDBY' ? false : true, problem: null, faults: all.filter((one) => one.node === nodeId && one.view.kind !== 'crash').map((one) => one.view) })),
      killed: all.filter((one) => one.view.kind === 'crash').map((one) => ({ nodeId: one.node, remainingMillis: one.view.remainingMillis })),
    };
  }

  add(node: string, fault: FaultRequest): void {
    const id = fault.peer ? `${fault.kind}:${fault.peer}:${fault.direction}` : fault.kind;
    this.set.set(`${node} ${id}`, { node, until: Date.now() + fault.durationMillis, view: { id, description: id, remainingMillis: 0, ...fault } });
  }

  /** What the server answers at /api/lab/live; undefined: nothing of it. */
  answer(method: string, path: string[], query: URLSearchParams, body: Record<string, unknown>): unknown {
    const node = path[1] ?? null;
    switch (`${method} ${path[0]}`) {
      case 'GET faults': break;
      case 'PUT faults': this.add(node!, body as unknown as FaultRequest); break;
      case 'POST kills': this.add(body.nodeId as string, { kind: 'crash', durationMillis: body.durationMillis as number }); break;
      case 'DELETE faults': {
        const id = query.get('id');
        for (const [key, one] of this.set) if (node === null || (one.node === node && (id === null || one.view.id === id))) this.set.delete(key);
        break;
      }
      case 'PUT partition': {
        const [a, b] = body.groups as [string[], string[]];
        for (const one of b) for (const other of a) this.add(one === 'manager' ? other : one, { kind: 'cut', peer: one === 'manager' ? one : other, direction: 'both', durationMillis: body.durationMillis as number });
        break;
      }
      default: return undefined;
    }
    return this.list();
  }
}
