import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import type { ClusterView } from '../api/types';
import { useControls } from '../hooks/useControls';
import { useNodeActions } from '../hooks/useNodeActions';
import { count, percent, plural, words } from '../lib/format';
import { Panel } from './Panel';
import { Reasoned } from './Reasoned';

/** The running rebalance job, or the button that asks for one. */
export function RebalancePanel({ cluster }: { cluster: ClusterView }) {
  const { manageBlocked } = useControls();
  const { rebalance } = useNodeActions();
  const job = cluster.rebalance?.state === 'RUNNING' ? cluster.rebalance : null;
  const blocked = manageBlocked ?? (cluster.formed ? null : 'The cluster is not formed yet.') ?? (job ? 'A rebalance is running.' : null);
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
            <Text size="sm" fw={560}>{words(job.reason)}</Text>
            <Text size="sm" className="num" fw={620}>{percent(job.progress)}</Text>
          </Group>
          <Progress value={job.progress * 100} size="md" animated aria-label="Progress of the rebalance" />
          <Text size="sm" c="dimmed" className="num">
            {count(job.slotsDone)} of {plural(job.slots, 'slot')} moved, {count(job.slotsMoving)} moving. {plural(job.copies, 'copy', 'copies')} to make; the least possible is {count(job.leastCopies)}.
          </Text>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">Nothing moves. Slots move by themselves when a node is admitted, drained, lost or back.</Text>
      )}
    </Panel>
  );
}
