import type { NodeView } from '../../api/types';
import { t } from '../../i18n';
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
  const perSecond = rate(node.operationsPerSecond);
  const operations = node.hitRatio === null ? t('nodes.fact.rate', { rate: perSecond }) : t('nodes.fact.rateAndHits', { rate: perSecond, hits: percent(node.hitRatio) });
  return (
    <article className={classes.card} data-away={!running || undefined} aria-label={node.nodeId}>
      <header className={classes.head}>
        <NodeName nodeId={node.nodeId} strong />
        <StateBadge state={node.state} />
      </header>
      <dl className={`${classes.facts} num`}>
        <dt>{t('nodes.fact.address')}</dt><dd className="mono">{(node.address ?? `${node.host}:${node.httpPort}`).replace(/^https?:\/\//, '')}</dd>
        <dt>{t('nodes.fact.zone')}</dt><dd>{node.zone || t('nodes.fact.noZone')}</dd>
        <dt>{t('nodes.fact.incarnation')}</dt><dd>{count(node.incarnation)}</dd>
        <dt>{t('nodes.fact.weight')}</dt><dd>{node.weight}</dd>
        <dt>{t('nodes.fact.primaries')}</dt><dd>{count(node.primaries)}</dd>
        <dt>{t('nodes.fact.replicas')}</dt><dd>{count(node.replicas)}</dd>
        <dt>{t('nodes.fact.leading')}</dt><dd>{count(node.leading)}</dd>
        <dt>{t('nodes.fact.unsynced')}</dt><dd>{count(node.unsyncedSlots)}</dd>
        <dt>{t('nodes.fact.entries')}</dt><dd>{running ? count(node.entries) : t('common.nothing')}</dd>
        <dt>{t('nodes.fact.operations')}</dt><dd>{running ? operations : t('common.nothing')}</dd>
        <dt title={t('nodes.fact.busyMeaning')}>{t('nodes.fact.busy')}</dt><dd>{running ? percent(node.busyPercent / 100) : t('common.nothing')}</dd>
        <dt>{t('nodes.fact.lastSeen')}</dt><dd>{ago(node.lastSeenMillisAgo)}</dd>
      </dl>
      {running && <div className={classes.memory}><MemoryBar used={node.memoryBytes} limit={node.memoryLimitBytes} /></div>}
      <NodeButtons node={node} lastOne={lastOne} />
    </article>
  );
}
