import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Advice, AdviceWeight, Said } from '../../api/advice';
import { useAdvice } from '../../hooks/useAdvice';
import { useNow } from '../../hooks/useNow';
import { said, t } from '../../i18n';
import { span } from '../../lib/format';
import { silenceInWords } from '../../lib/problems';
import { Panel } from '../Panel';
import classes from './AdvicePanel.module.css';

const LOOKS: Record<AdviceWeight, { Icon: Icon; color: string }> = {
  BAD: { Icon: IconCircleX, color: 'var(--bad)' },
  WARN: { Icon: IconAlertTriangle, color: 'var(--warn)' },
  INFO: { Icon: IconInfoCircle, color: 'var(--info)' },
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
      title={t('advice.title')}
      note={age > OLD_MILLIS ? <span style={{ color: 'var(--warn)' }}>{t('advice.old', { age: span(age) })}</span> : t('advice.note')}
    >
      {list.length === 0 ? (
        <div className={classes.well}><IconCircleCheck size={18} color="var(--good)" aria-hidden />{t('advice.well')}</div>
      ) : (
        <ul className={classes.list} aria-label={t('advice.list')}>{list.map((a) => <AdviceItem key={`${a.rule} ${a.nodes.join()}`} advice={a} />)}</ul>
      )}
    </Panel>
  );
}

function inWords({ code, values, text }: Said): string {
  const because = typeof values.because === 'string' ? silenceInWords(values.because) : undefined;
  return said(`advice.${code}`, { ...values, because }, text);
}

function AdviceItem({ advice }: { advice: Advice }) {
  const look = LOOKS[advice.weight];
  return (
    <li className={classes.item}>
      <look.Icon size={18} stroke={2} color={look.color} aria-label={t(`advice.${advice.weight}`)} />
      <div>
        <Text span size="sm" fw={620}>{inWords(advice.what)}</Text>
        {advice.key !== null && <> <Anchor component={Link} to={`/browser?key=${encodeURIComponent(advice.key)}`} className="mono" size="sm" underline="always">{advice.key}</Anchor></>}
        <Text size="sm" c="dimmed">{inWords(advice.why)}</Text>
        <Text size="sm">{inWords(advice.todo)} <Anchor component={Link} to={advice.page} size="sm" underline="always">{t('advice.more')}</Anchor></Text>
      </div>
    </li>
  );
}
