import { Text } from '@mantine/core';
import { IconCrown, IconCopy, IconQuestionMark } from '@tabler/icons-react';
import { useNow } from '../../hooks/useNow';
import { t } from '../../i18n';
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
        {receipt.version && <><dt>{t('browser.receipt.version')}</dt><dd className="mono">{receipt.version}</dd></>}
        {receipt.acks && <><dt>{t('browser.receipt.acks')}</dt><dd>{t('browser.receipt.acksOf', { confirmed: receipt.acks.confirmed, all: receipt.acks.of })}</dd></>}
        {receipt.policy && <><dt>{t('browser.receipt.policy')}</dt><dd className="mono">{receipt.policy}</dd></>}
        {receipt.consistency && <><dt>{t('browser.receipt.consistency')}</dt><dd>{consistencyInWords(receipt.consistency)}</dd></>}
        {receipt.slot !== null && <><dt>{t('browser.receipt.slot')}</dt><dd>{count(receipt.slot)}</dd></>}
        {receipt.ringVersion !== null && <><dt>{t('browser.receipt.ringVersion')}</dt><dd>{count(receipt.ringVersion)}</dd></>}
        {receipt.version && <TtlLeft receipt={receipt} />}
        {receipt.via && <><dt>{t('browser.receipt.asked')}</dt><dd>{receipt.via}</dd></>}
      </dl>
      {locationOf !== undefined && <ReplicaList of={locationOf} answeredBy={receipt.node} />}
    </Panel>
  );
}

function consistencyInWords(consistency: string): string {
  return consistency === 'eventual' || consistency === 'strong' ? t(`browser.receipt.consistencies.${consistency}`) : consistency;
}

function Source({ receipt }: { receipt: Receipt }) {
  const [Icon, word, meaning] =
    receipt.source === 'primary'
      ? ([IconCrown, t('browser.receipt.primary'), t('browser.receipt.primaryMeaning')] as const)
      : receipt.source === 'replica'
        ? ([IconCopy, t('browser.receipt.replica'), t('browser.receipt.replicaMeaning')] as const)
        : ([IconQuestionMark, t('browser.receipt.unknown'), t('browser.receipt.unknownMeaning')] as const);
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
  const text = left === null ? t('browser.receipt.noExpiry') : left === 0 ? t('browser.receipt.expired') : t('browser.receipt.left', { span: span(left < 10_000 ? left : Math.floor(left / 1000) * 1000) });
  return <><dt>{t('browser.receipt.ttl')}</dt><dd>{text}</dd></>;
}
