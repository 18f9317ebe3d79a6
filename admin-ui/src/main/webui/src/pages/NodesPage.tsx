import { Button } from '@mantine/core';
import { IconPlus, IconServer2 } from '@tabler/icons-react';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { NodeCard } from '../components/nodes/NodeCard';
import classes from '../components/nodes/NodeCard.module.css';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import { Reasoned } from '../components/Reasoned';
import { VerdictBadge } from '../components/VerdictBadge';
import { useControls } from '../hooks/useControls';
import { useNodeActions } from '../hooks/useNodeActions';
import { useOverview } from '../hooks/useOverview';
import { t } from '../i18n';
import { byName } from '../lib/format';
import { STATES } from '../lib/states';
import { verdictOf } from '../lib/verdict';

export function NodesPage() {
  const overview = useOverview();
  const { processBlocked } = useControls();
  const { add } = useNodeActions();
  const cluster = overview.data?.cluster;
  const nodes = (cluster?.nodes ?? []).toSorted((a, b) => byName(a.nodeId, b.nodeId));
  const active = nodes.filter((n) => n.state === 'ACTIVE').length;
  return (
    <>
      <PageHead
        title={t('nodes.title')}
        aside={
          <Reasoned reason={processBlocked}>
            <Button leftSection={<IconPlus size={17} />} disabled={processBlocked !== null} loading={add.isPending} onClick={() => add.mutate(undefined)}>{t('nodes.add')}</Button>
          </Reasoned>
        }
      >
        {cluster && <VerdictBadge verdict={verdictOf(cluster)} />}
      </PageHead>
      {overview.isPending && <Loading label={t('overview.asking')} />}
      {overview.isError && <Failure error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data && nodes.length === 0 && <Empty Icon={IconServer2} title={t('nodes.unknown')} minHeight={300}>{t('nodes.none')}</Empty>}
      <div className={classes.grid}>
        {nodes.map((n) => <NodeCard key={n.nodeId} node={n} lastOne={n.state === 'ACTIVE' && active === 1} />)}
      </div>
      <div style={{ marginTop: 16 }}>
        <Panel title={t('nodes.meanings')}>
          <dl className={classes.meanings}>
            {Object.entries(STATES).map(([state, look]) => (
              <div key={state} style={{ display: 'contents' }}>
                <dt><look.Icon size={17} stroke={2} color={look.color} aria-hidden />{look.word}</dt>
                <dd>{look.meaning}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
    </>
  );
}
