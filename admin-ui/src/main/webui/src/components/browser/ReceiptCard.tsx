import { Text } from '@mantine/core';
import { IconCrown, IconCopy, IconQuestionMark } from '@tabler/icons-react';
import { useNow } from '../../hooks/useNow';
import { count, span } from '../../lib/format';
import { ttlLeftMillis, type Receipt } from '../../lib/receipt';
import { Panel } from '../Panel';
import classes from './browser.module.css';
import { ReplicaList } from './ReplicaList';

interface Props {
  title: string;
  receipt: Receipt;
  /** Whose replica list to show under it. */
  locationOf?: string;
}

/** What the operation really achieved. */
export function ReceiptCard({ title, receipt, locationOf }: Props) {
  return (
    <Panel title={title}>
      <Source receipt={receipt} />
      <dl className={`${classes.receipt} num`}>
        {receipt.version && <><dt>Version</dt><dd className="mono">{receipt.version}</dd></>}
        {receipt.acks && <><dt>Acks</dt><dd>{receipt.acks.confirmed} of {receipt.acks.of} replicas</dd></>}
        {receipt.policy && <><dt>Policy</dt><dd className="mono">{receipt.policy}</dd></>}
        {receipt.consistency && <><dt>Consistency</dt><dd>{receipt.consistency}</dd></>}
        {receipt.slot !== null && <><dt>Slot</dt><dd>{count(receipt.slot)}</dd></>}
        {receipt.ringVersion !== null && <><dt>Ring version</dt><dd>{count(receipt.ringVersion)}</dd></>}
        {receipt.version && <TtlLeft receipt={receipt} />}
        {receipt.via && <><dt>Asked</dt><dd>{receipt.via}</dd></>}
      </dl>
      {locationOf !== undefined && <ReplicaList of={locationOf} answeredBy={receipt.node} />}
    </Panel>
  );
}

function Source({ receipt }: { receipt: Receipt }) {
  const [Icon, word, meaning] =
    receipt.source === 'primary'
      ? ([IconCrown, 'Primary', "The slot's home primary answered."] as const)
      : receipt.source === 'replica'
        ? ([IconCopy, 'Replica', "Another replica answered in the home primary's place."] as const)
        : ([IconQuestionMark, 'Unknown source', 'The answer does not say.'] as const);
  return (
    <div className={classes.source}>
      <Icon size={22} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
      <div>
        <Text size="sm" fw={640}>{word}{receipt.node ? ` · ${receipt.node}` : ''}</Text>
        <Text size="xs" c="dimmed">{meaning}</Text>
      </div>
    </div>
  );
}

function TtlLeft({ receipt }: { receipt: Receipt }) {
  const now = useNow(250, receipt.ttlMillis !== null);
  const left = ttlLeftMillis(receipt, now);
  const text = left === null ? 'does not expire' : left === 0 ? 'expired by now' : `${span(left < 10_000 ? left : Math.floor(left / 1000) * 1000)} left`;
  return <><dt>TTL</dt><dd>{text}</dd></>;
}
