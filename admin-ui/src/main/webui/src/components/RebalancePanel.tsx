import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowsShuffle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ClusterView } from '../api/types';
import { useControls } from '../hooks/useControls';
import { useNodeActions } from '../hooks/useNodeActions';
import { count, percent, plural, words } from '../lib/format';
import { Panel } from './Panel';
import { Reasoned } from './Reasoned';

const CANNOT_CANCEL: Record<string, string> = {
  cancelled: 'It takes another rebalance back.',
  node_replaced: 'It makes copies that are missing.',
  node_removed: 'It makes copies that are missing.',
};

/** The open rebalance job and what can be done with it, or the button that asks for one. */
export function RebalancePanel({ cluster }: { cluster: ClusterView }) {
  const { manageBlocked } = useControls();
  const { rebalance, pause, resume, cancel } = useNodeActions();
  const job = cluster.rebalance;
  const paused = job?.state === 'PAUSED';
  const blocked = manageBlocked ?? (cluster.formed ? null : 'The cluster is not formed yet.') ?? (job ? `A rebalance is ${paused ? 'paused' : 'running'}.` : null);
  return (
    <Panel
      title="Rebalance"
      aside={
        <Reasoned reason={blocked}>
          <Button size="compact-sm" variant="default" leftSection={<IconArrowsShuffle size={15} />} disabled={blocked !== null} loading={rebalance.isPending} onClick={() => rebalance.mutate(undefined)}>
            Rebalance now
          </Button>
        </Reasoned>
      }
    >
      {job ? (
        <Stack gap={8}>
          <Group justify="space-between">
            <Text size="sm" fw={560}>{words(job.reason)}{paused ? ', paused' : ''}</Text>
            <Text size="sm" className="num" fw={620}>{percent(job.progress)}</Text>
          </Group>
          <Progress value={job.progress * 100} size="md" animated={!paused} aria-label="Progress of the rebalance" />
          <Text size="sm" c="dimmed" className="num">
            {count(job.slotsDone)} of {plural(job.slots, 'slot')} moved, {count(job.slotsMoving)} moving. {plural(job.copies, 'copy', 'copies')} to make; the least possible is {count(job.leastCopies)}.
          </Text>
          <Group gap={8}>
            <Reasoned reason={manageBlocked}>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
                disabled={manageBlocked !== null}
                loading={pause.isPending || resume.isPending}
                onClick={() => (paused ? resume : pause).mutate(job.id)}
              >
                {paused ? 'Resume' : 'Pause'}
              </Button>
            </Reasoned>
            <Reasoned reason={manageBlocked ?? CANNOT_CANCEL[job.reason] ?? null}>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={15} />}
                disabled={manageBlocked !== null || job.reason in CANNOT_CANCEL}
                loading={cancel.isPending}
                onClick={() => cancel.mutate(job.id)}
              >
                Cancel
              </Button>
            </Reasoned>
          </Group>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">Nothing moves. Slots move by themselves when a node is admitted, drained, lost or back.</Text>
      )}
    </Panel>
  );
}
