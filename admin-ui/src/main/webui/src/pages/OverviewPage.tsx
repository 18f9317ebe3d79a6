import { IconCloudOff } from '@tabler/icons-react';
import { useState } from 'react';
import { AdvicePanel } from '../components/advice/AdvicePanel';
import { Empty } from '../components/Empty';
import { EventLog } from '../components/EventLog';
import { Failure } from '../components/Failure';
import { Figures } from '../components/Figures';
import { LinksPanel } from '../components/links/LinksPanel';
import { Loading } from '../components/Loading';
import { NodeTable } from '../components/NodeTable';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import { RebalancePanel } from '../components/RebalancePanel';
import { RingPanel } from '../components/RingPanel';
import { TrafficPanel } from '../components/TrafficPanel';
import { VerdictBadge } from '../components/VerdictBadge';
import { useLinks } from '../hooks/useLinks';
import { useOverview } from '../hooks/useOverview';
import { t } from '../i18n';
import { verdictOf } from '../lib/verdict';
import classes from './OverviewPage.module.css';

export function OverviewPage() {
  const overview = useOverview();
  const [selected, setSelected] = useState<string | null>(null);
  const links = useLinks(selected);
  const cluster = overview.data?.cluster;
  return (
    <>
      <PageHead title={t('overview.title')}>{cluster && <VerdictBadge verdict={verdictOf(cluster)} />}</PageHead>
      {overview.isPending && <Loading label={t('overview.asking')} />}
      {overview.isError && <Failure error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data && !cluster && (
        <Empty Icon={IconCloudOff} title={t('overview.unknownTitle')} minHeight={360}>
          {t('overview.unknown', { url: overview.data.managerUrl })}
        </Empty>
      )}
      {overview.data && cluster && (
        <>
          <Figures overview={overview.data} />
          <div className={classes.wide}><AdvicePanel /></div>
          <div className={classes.grid}>
            <RingPanel links={links} selected={selected} onSelect={setSelected} />
            <div className={classes.side}>
              <TrafficPanel />
              <RebalancePanel cluster={cluster} />
            </div>
          </div>
          <div className={classes.wide}><LinksPanel links={links} node={selected} /></div>
          <div className={classes.wide}>
            <Panel title={t('nodes.title')} flush><NodeTable nodes={cluster.nodes} selected={selected} onSelect={setSelected} /></Panel>
          </div>
          <div className={classes.wide}><EventLog title={t('events.title')} maxHeight={330} limit={100} /></div>
        </>
      )}
    </>
  );
}
