import { IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { FaultForm } from '../components/live/FaultForm';
import { FaultsOff } from '../components/live/FaultsOff';
import { GroupTable } from '../components/live/GroupTable';
import { LinkPicture } from '../components/live/LinkPicture';
import classes from '../components/live/live.module.css';
import { LiveBadge } from '../components/live/LiveBadge';
import { TestRoom } from '../components/live/TestRoom';
import { WrongNow } from '../components/live/WrongNow';
import { Loading } from '../components/Loading';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import type { LiveFaults } from '../api/live';
import { useFaultActions, useLiveFaults } from '../hooks/useLiveFaults';
import { useOverview } from '../hooks/useOverview';
import { t } from '../i18n';
import { aimed, NEW_DRAFT, type Draft } from '../lib/live/faults';
import { membersOf, type Groups } from '../lib/live/picture';

export function LabLivePage() {
  const faults = useLiveFaults();
  return (
    <>
      <PageHead title={t('live.title')} aside={<LiveBadge />}>{t('live.about')}</PageHead>
      {faults.isPending && <Loading label={t('live.looking')} />}
      {faults.isError && <Failure error={faults.error} title={t('live.notLooked')} retry={() => void faults.refetch()} />}
      {faults.data?.nodes.length === 0 && <Empty Icon={IconServer2} title={t('nodes.unknown')} minHeight={300}>{t('nodes.none')}</Empty>}
      {faults.data && faults.data.nodes.length > 0 && <Faults faults={faults.data} />}
    </>
  );
}

function Faults({ faults }: { faults: LiveFaults }) {
  const nodes = useOverview().data?.cluster?.nodes ?? [];
  const actions = useFaultActions();
  const [groups, setGroups] = useState<Groups>({});
  const [draft, setDraft] = useState<Draft>({ ...NEW_DRAFT, node: membersOf(faults)[0]! });
  const group = (member: string, to: Groups[string]) => setGroups((old) => ({ ...old, [member]: to }));
  return (
    <>
      <FaultsOff faults={faults} />
      <div className={classes.layout}>
        <div className={classes.column}>
          <Panel title={t('live.faults.title')} note={t('live.faults.note')}>
            <LinkPicture faults={faults} groups={groups} chosen={draft} onChoose={(node, peer) => setDraft(aimed(draft, node, peer))} onGroup={group} />
            <div style={{ marginTop: 16 }}><FaultForm faults={faults} draft={draft} actions={actions} onChange={setDraft} /></div>
          </Panel>
        </div>
        <div className={classes.column}>
          <WrongNow faults={faults} actions={actions} />
          <Panel title={t('live.faults.groups')} note={t('live.faults.groupsNote')} flush>
            <GroupTable faults={faults} nodes={nodes} groups={groups} actions={actions} onGroup={group} />
          </Panel>
        </div>
      </div>
      <TestRoom faults={faults} groups={groups} />
    </>
  );
}
