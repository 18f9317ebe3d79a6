import { Text } from '@mantine/core';
import { useKeyLocation } from '../../hooks/useKeys';
import { useOverview } from '../../hooks/useOverview';
import { STATES } from '../../lib/states';
import { NodeName } from '../NodeName';
import classes from './browser.module.css';

/** The nodes that keep a key, in ring order, and what each of them is to it now. */
export function ReplicaList({ of, answeredBy }: { of: string; answeredBy: string | null }) {
  const location = useKeyLocation(of, null);
  const nodes = useOverview().data?.cluster?.nodes ?? [];
  if (location.isError) return <Text size="sm" c="dimmed" mt="sm">Its replica list could not be asked for: {location.error.message}</Text>;
  if (!location.data) return <Text size="sm" c="dimmed" mt="sm">Looking up its replica list…</Text>;
  const { replicas, joining, servingPrimary } = location.data;
  const roles = (nodeId: string, place: number) => {
    const state = nodes.find((n) => n.nodeId === nodeId)?.state;
    return [
      place === 0 ? 'home primary' : 'replica',
      nodeId === servingPrimary && place > 0 ? 'leads now' : null,
      state && state !== 'ACTIVE' ? STATES[state].word.toLowerCase() : null,
      nodeId === answeredBy ? 'answered' : null,
    ].filter(Boolean).join(' · ');
  };
  return (
    <ul className={classes.replicas} aria-label="Replica list of the key">
      {replicas.map((id, place) => <li key={id}><NodeName nodeId={id} /><span className={classes.place}>{roles(id, place)}</span></li>)}
      {joining.filter((id) => !replicas.includes(id)).map((id) => <li key={id}><NodeName nodeId={id} /><span className={classes.place}>moving in</span></li>)}
    </ul>
  );
}
