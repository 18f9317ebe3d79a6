import type { NodeView } from '../../api/types';
import { ago, count, percent, rate } from '../../lib/format';
import { isRunning } from '../../lib/states';
import { MemoryBar } from '../MemoryBar';
import { NodeName } from '../NodeName';
import { StateBadge } from '../StateBadge';
import { NodeButtons } from './NodeButtons';
import classes from './NodeCard.module.css';

/** One node: who it is, what it holds, what can be done to it. */
export function NodeCard({ node, lastOne }: { node: NodeView; lastOne: boolean }) {
  const running = isRunning(node.state);
  return (
    <article className={classes.card} data-away={!running || undefined} aria-label={node.nodeId}>
      <header className={classes.head}>
        <NodeName nodeId={node.nodeId} strong />
        <StateBadge state={node.state} />
      </header>
      <dl className={`${classes.facts} num`}>
        <dt>Address</dt><dd className="mono">{(node.address ?? `${node.host}:${node.httpPort}`).replace(/^https?:\/\//, '')}</dd>
        <dt>Zone</dt><dd>{node.zone || 'none'}</dd>
        <dt>Incarnation</dt><dd>{count(node.incarnation)}</dd>
        <dt>Weight</dt><dd>{node.weight}</dd>
        <dt>Primaries</dt><dd>{count(node.primaries)}</dd>
        <dt>Replicas</dt><dd>{count(node.replicas)}</dd>
        <dt>Leading now</dt><dd>{count(node.leading)}</dd>
        <dt>Unsynced slots</dt><dd>{count(node.unsyncedSlots)}</dd>
        <dt>Entries</dt><dd>{running ? count(node.entries) : '–'}</dd>
        <dt>Operations</dt><dd>{running ? `${rate(node.operationsPerSecond)} /s${node.hitRatio === null ? '' : `, ${percent(node.hitRatio)} hits`}` : '–'}</dd>
        <dt title="Of the machine's cores, or of the busiest shard's thread. From 50% on a rebalance gives way to clients.">Busy</dt><dd>{running ? `${node.busyPercent}%` : '–'}</dd>
        <dt>Last seen</dt><dd>{ago(node.lastSeenMillisAgo)}</dd>
      </dl>
      {running && <div className={classes.memory}><MemoryBar used={node.memoryBytes} limit={node.memoryLimitBytes} /></div>}
      <NodeButtons node={node} lastOne={lastOne} />
    </article>
  );
}
