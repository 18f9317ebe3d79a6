import { Text } from '@mantine/core';
import { useKeyLocation } from '../../hooks/useKeys';
import { useOverview } from '../../hooks/useOverview';
import { t } from '../../i18n';
import { explain } from '../../lib/problems';
import { STATES } from '../../lib/states';
import { NodeName } from '../NodeName';
import classes from './browser.module.css';

/** The nodes that keep a key, in ring order, and what each of them is to it now. */
export function ReplicaList({ of, answeredBy }: { of: string; answeredBy: string | null }) {
  const location = useKeyLocation(of, null);
  const nodes = useOverview().data?.cluster?.nodes ?? [];
  if (location.isError) return <Text size="sm" c="dimmed" mt="sm">{t('browser.replicas.failed', { why: explain(location.error).words })}</Text>;
  if (!location.data) return <Text size="sm" c="dimmed" mt="sm">{t('browser.replicas.looking')}</Text>;
  const { replicas, joining, servingPrimary } = location.data;
  const roles = (nodeId: string, place: number) => {
    const state = nodes.find((n) => n.nodeId === nodeId)?.state;
    return [
      place === 0 ? t('browser.replicas.homePrimary') : t('browser.replicas.replica'),
      nodeId === servingPrimary && place > 0 ? t('browser.replicas.leads') : null,
      state && state !== 'ACTIVE' ? STATES[state].word.toLowerCase() : null,
      nodeId === answeredBy ? t('browser.replicas.answered') : null,
    ].filter(Boolean).join(' · ');
  };
  return (
    <ul className={classes.replicas} aria-label={t('browser.replicas.label')}>
      {replicas.map((id, place) => <li key={id}><NodeName nodeId={id} /><span className={classes.place}>{roles(id, place)}</span></li>)}
      {joining.filter((id) => !replicas.includes(id)).map((id) => <li key={id}><NodeName nodeId={id} /><span className={classes.place}>{t('browser.replicas.movingIn')}</span></li>)}
    </ul>
  );
}
