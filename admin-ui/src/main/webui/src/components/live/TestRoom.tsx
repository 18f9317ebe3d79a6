import { Button, Progress, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { LiveFaults } from '../../api/live';
import type { LiveTest } from '../../api/liveTests';
import { useLiveTests, useTestActions } from '../../hooks/useLiveTests';
import { usePolicies } from '../../hooks/usePolicies';
import { t } from '../../i18n';
import { count, span } from '../../lib/format';
import type { Groups } from '../../lib/live/picture';
import { isOver } from '../../lib/live/tests';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import { LastTests } from './LastTests';
import classes from './live.module.css';
import { TestForm } from './TestForm';
import { TestVerdictPanel } from './TestVerdictPanel';

/** Consistency tests: what to test, how far it is, and what came out. */
export function TestRoom({ faults, groups }: { faults: LiveFaults; groups: Groups }) {
  const policies = usePolicies();
  const tests = useLiveTests();
  const { start, stop } = useTestActions();
  const [chosen, setChosen] = useState<number | null>(null);
  const all = tests.data ?? [];
  const running = all.find((test) => !isOver(test));
  const shown = all.find((test) => test.id === chosen) ?? all[0];
  return (
    <div className={classes.column} style={{ marginTop: 16 }}>
      <Panel title={t('live.test.title')} note={t('live.test.note')}>
        {policies.isError && <Failure error={policies.error} retry={() => void policies.refetch()} />}
        {policies.data && <TestForm policies={policies.data} faults={faults} groups={groups} busy={running !== undefined} starting={start.isPending} onStart={(order) => start.mutate(order, { onSuccess: (test) => setChosen(test.id) })} />}
        {start.isError && <div style={{ marginTop: 12 }}><Failure error={start.error} title={t('live.test.notStarted')} /></div>}
        {running && <Running test={running} stopping={stop.isPending} onStop={() => stop.mutate(running.id)} />}
        {tests.data && all.length === 0 && <Text size="sm" c="dimmed" mt="sm">{t('live.test.none')}</Text>}
        {shown?.state === 'broken' && <Text size="sm" mt="sm"><Rich text={t('live.test.broke')} parts={{ word: <span lang="en">{shown.problem}</span> }} /></Text>}
      </Panel>
      {all.length > 0 && <LastTests tests={all} chosen={shown?.id ?? null} onChoose={setChosen} />}
      {shown?.verdict && <TestVerdictPanel key={shown.id} test={shown} verdict={shown.verdict} />}
    </div>
  );
}

function Running({ test, stopping, onStop }: { test: LiveTest; stopping: boolean; onStop: () => void }) {
  const share = test.state === 'running' ? Math.min(1, test.elapsedMillis / (test.seconds * 1000)) : 1;
  return (
    <div className={classes.progress}>
      <span>{t('live.test.sofar', { state: t(`live.test.state.${test.state}`), operations: count(test.operations), elapsed: span(test.elapsedMillis) })}</span>
      <Progress className={classes.bar} value={share * 100} aria-label={t('live.test.progress')} />
      <Button size="xs" variant="default" leftSection={<IconPlayerStop size={15} />} loading={stopping} onClick={onStop}>{t('live.test.stop')}</Button>
    </div>
  );
}
