import { Button, Group, SegmentedControl, Select, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconDownload, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { historyFile, type LiveTest, type TestHistory, type TestResult, type TestVerdict } from '../../api/liveTests';
import { useTestHistory } from '../../hooks/useLiveTests';
import { t } from '../../i18n';
import { count, span } from '../../lib/format';
import { blemishesOf, keysByTrouble, shortKey } from '../../lib/live/tests';
import { troubleOf, wholeOf } from '../../lib/live/timeline';
import { Failure } from '../Failure';
import { Loading } from '../Loading';
import { Panel } from '../Panel';
import { Rich } from '../Rich';
import classes from './live.module.css';
import { OperationTable } from './OperationTable';
import { TestTimeline } from './TestTimeline';

const LOOKS: Record<TestResult, { color: string; Icon: typeof IconCheck }> = {
  linearizable: { color: 'teal.9', Icon: IconCheck },
  not_linearizable: { color: 'red.8', Icon: IconX },
  unknown: { color: 'gray.7', Icon: IconQuestionMark },
};

/** The verdict in words, then the history of the key that is worst. */
export function TestVerdictPanel({ test, verdict }: { test: LiveTest; verdict: TestVerdict }) {
  const history = useTestHistory(test.id);
  const { color, Icon } = LOOKS[verdict.result];
  const download = <Button component="a" size="xs" variant="default" leftSection={<IconDownload size={15} />} href={historyFile(test.id)}>{t('live.test.download')}</Button>;
  return (
    <Panel title={t('live.test.verdictOf', { policy: test.policy })} note={<>{t(`live.test.faults.${test.fault}`)}{test.faultWords && `: ${test.faultWords}`}</>} aside={download}>
      <Group gap="sm" wrap="nowrap" align="flex-start" role="status">
        <ThemeIcon color={color} radius="xl" size="lg" aria-hidden><Icon size={20} /></ThemeIcon>
        <div>
          <Text fw={640}>{t(`live.test.result.${verdict.result}`)}</Text>
          <Text size="sm" c="dimmed">{t(`live.test.meaning.${verdict.result}`)}</Text>
        </div>
      </Group>
      <ul className={classes.points}>
        <li>{verdict.lostWrites > 0 ? t('live.test.lost', { lost: count(verdict.lostWrites), all: count(verdict.acknowledgedWrites) }) : t('live.test.noneLost', { all: count(verdict.acknowledgedWrites) })}</li>
        <li>{verdict.staleReads > 0 ? t('live.test.stale', { stale: count(verdict.staleReads), all: count(verdict.reads), span: span(verdict.worstStaleMillis), versions: count(verdict.worstStaleVersions) }) : t('live.test.noneStale', { all: count(verdict.reads) })}</li>
        <li>{t('live.test.unsure', { doubt: count(verdict.inDoubt), failed: count(verdict.failed) })}</li>
        {test.cut && <li>{t('live.test.cut')}</li>}
        {test.problem && <li><Rich text={t('live.test.problems')} parts={{ word: <span lang="en">{test.problem}</span> }} /></li>}
      </ul>
      {history.isPending && <Loading label={t('live.test.reading')} />}
      {history.isError && <Failure error={history.error} title={t('live.test.notRead')} retry={() => void history.refetch()} />}
      {history.data?.test.verdict && <History history={history.data} verdict={history.data.test.verdict} />}
    </Panel>
  );
}

function History({ history, verdict }: { history: TestHistory; verdict: TestVerdict }) {
  const keys = keysByTrouble(verdict.keys);
  const [key, setKey] = useState(verdict.worstKey ?? keys[0]?.key ?? '');
  const [shown, setShown] = useState<'whole' | 'trouble'>('trouble');
  const blemishes = useMemo(() => blemishesOf(history), [history]);
  const operations = useMemo(() => history.operations.filter((one) => one.key === key), [history, key]);
  const trouble = useMemo(() => troubleOf(operations, blemishes), [operations, blemishes]);
  const whole = useMemo(() => wholeOf(operations), [operations]);
  const text = keys.find((one) => one.key === key)?.text ?? null;
  const label = (one: (typeof keys)[number]) => t('live.test.keyLabel', { key: shortKey(history.test, one.key), result: t(`live.test.result.${one.result}`), stale: count(one.staleReads), lost: count(one.lostWrites) });
  return (
    <>
      <div className={classes.form} style={{ marginTop: 16 }}>
        <Select w={360} maw="100%" label={t('live.test.key')} allowDeselect={false} data={keys.map((one) => ({ value: one.key, label: label(one) }))} value={key} onChange={(value) => value && setKey(value)} />
        {trouble && <SegmentedControl aria-label={t('live.test.span')} value={shown} onChange={(value) => setShown(value as 'whole' | 'trouble')} data={[{ value: 'trouble', label: t('live.test.trouble') }, { value: 'whole', label: t('live.test.whole') }]} />}
      </div>
      <TestTimeline history={history} operations={operations} blemishes={blemishes} range={shown === 'trouble' && trouble ? trouble : whole} />
      {text !== null && (
        <>
          <Text size="sm" fw={600} mt="md">{t('live.test.why')}</Text>
          <pre className={`${classes.detail} mono`} tabIndex={0} lang="en">{text.trim()}</pre>
        </>
      )}
      <OperationTable key={key} history={history} operations={operations} blemishes={blemishes} />
    </>
  );
}
