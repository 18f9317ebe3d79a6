import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Advice, AdviceWeight } from '../../api/advice';
import { useAdvice } from '../../hooks/useAdvice';
import { useNow } from '../../hooks/useNow';
import { span } from '../../lib/format';
import { Panel } from '../Panel';
import classes from './AdvicePanel.module.css';

const LOOKS: Record<AdviceWeight, { Icon: Icon; color: string; word: string }> = {
  BAD: { Icon: IconCircleX, color: 'var(--bad)', word: 'Failure' },
  WARN: { Icon: IconAlertTriangle, color: 'var(--warn)', word: 'Warning' },
  INFO: { Icon: IconInfoCircle, color: 'var(--info)', word: 'Notice' },
};
/** The cluster is looked at every two seconds, and asked about every ten. */
const OLD_MILLIS = 20_000;

/** What is wrong now, why, and what to do. */
export function AdvicePanel() {
  const { data, dataUpdatedAt } = useAdvice();
  const now = useNow(5000);
  if (!data || data.atMillis === 0) return null;
  const age = data.ageMillis + now - dataUpdatedAt;
  const list = data.advice;
  return (
    <Panel
      title="Advice"
      note={age > OLD_MILLIS ? <span style={{ color: 'var(--warn)' }}>Of {span(age)} ago: the cluster could not be looked at since.</span> : 'What is wrong now, why, and what to do.'}
    >
      {list.length === 0 ? (
        <div className={classes.well}><IconCircleCheck size={18} color="var(--good)" aria-hidden />Nothing is wrong: load, memory, clocks, copies and snapshots are as they should be.</div>
      ) : (
        <ul className={classes.list} aria-label="What is wrong now">{list.map((a) => <AdviceItem key={`${a.rule} ${a.nodes.join()}`} advice={a} />)}</ul>
      )}
    </Panel>
  );
}

function AdviceItem({ advice }: { advice: Advice }) {
  const look = LOOKS[advice.weight];
  return (
    <li className={classes.item}>
      <look.Icon size={18} stroke={2} color={look.color} aria-label={look.word} />
      <div>
        <Text span size="sm" fw={620}>{advice.what}</Text>
        {advice.key !== null && <> <Anchor component={Link} to={`/browser?key=${encodeURIComponent(advice.key)}`} className="mono" size="sm" underline="always">{advice.key}</Anchor></>}
        <Text size="sm" c="dimmed">{advice.why}</Text>
        <Text size="sm">{advice.todo} <Anchor component={Link} to={advice.page} size="sm" underline="always">See more</Anchor></Text>
      </div>
    </li>
  );
}
