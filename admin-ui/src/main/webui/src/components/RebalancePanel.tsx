import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowsShuffle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ClusterView } from '../api/types';
import { useControls } from '../hooks/useControls';
import { useNodeActions } from '../hooks/useNodeActions';
import { t } from '../i18n';
import { reasonInWords } from '../lib/events';
import { count, percent } from '../lib/format';
import { Panel } from './Panel';
import { Reasoned } from './Reasoned';

/** Why a job of such a reason cannot be cancelled; null: it can. */
function whyStays(reason: string): string | null {
  switch (reason) {
    case 'cancelled': return t('rebalance.takesBack');
    case 'node_replaced': case 'node_removed': return t('rebalance.makesCopies');
    default: return null;
  }
}

/** The open rebalance job and what can be done with it, or the button that asks for one. */
export function RebalancePanel({ cluster }: { cluster: ClusterView }) {
  const { manageBlocked } = useControls();
  const { rebalance, pause, resume, cancel } = useNodeActions();
  const job = cluster.rebalance;
  const paused = job?.state === 'PAUSED';
  const blocked = manageBlocked ?? (cluster.formed ? null : t('rebalance.notFormed')) ?? (job ? (paused ? t('rebalance.isPaused') : t('rebalance.isRunning')) : null);
  const stays = job ? whyStays(job.reason) : null;
  return (
    <Panel
      title={t('rebalance.title')}
      aside={
        <Reasoned reason={blocked}>
          <Button size="compact-sm" variant="default" leftSection={<IconArrowsShuffle size={15} />} disabled={blocked !== null} loading={rebalance.isPending} onClick={() => rebalance.mutate(undefined)}>
            {t('rebalance.now')}
          </Button>
        </Reasoned>
      }
    >
      {job ? (
        <Stack gap={8}>
          <Group justify="space-between">
            <Text size="sm" fw={560}>{paused ? t('rebalance.paused', { reason: reasonInWords(job.reason) }) : reasonInWords(job.reason)}</Text>
            <Text size="sm" className="num" fw={620}>{percent(job.progress)}</Text>
          </Group>
          <Progress value={job.progress * 100} size="md" animated={!paused} aria-label={t('rebalance.progress')} />
          <Text size="sm" c="dimmed" className="num">
            {t('rebalance.moved', { count: job.slots, done: count(job.slotsDone), moving: count(job.slotsMoving) })} {t('rebalance.copies', { count: job.copies, least: count(job.leastCopies) })}
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
                {paused ? t('rebalance.resume') : t('rebalance.pause')}
              </Button>
            </Reasoned>
            <Reasoned reason={manageBlocked ?? stays}>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={15} />}
                disabled={manageBlocked !== null || stays !== null}
                loading={cancel.isPending}
                onClick={() => cancel.mutate(job.id)}
              >
                {t('rebalance.cancel')}
              </Button>
            </Reasoned>
          </Group>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">{t('rebalance.nothingMoves')}</Text>
      )}
    </Panel>
  );
}
