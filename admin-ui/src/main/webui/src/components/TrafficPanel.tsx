import { Group, Stack, Text } from '@mantine/core';
import { useHistory } from '../hooks/useOverview';
import { t } from '../i18n';
import { percent, rate } from '../lib/format';
import { Panel } from './Panel';
import { TrafficChart } from './TrafficChart';

export function TrafficPanel() {
  const samples = useHistory();
  const last = samples[samples.length - 1];
  return (
    <Panel title={t('traffic.title')} note={t('traffic.note')}>
      <Stack gap="md">
        <div>
          <Heading label={t('traffic.operations')} value={last?.operationsPerSecond == null ? t('common.nothing') : rate(last.operationsPerSecond)} />
          <TrafficChart samples={samples} label={t('traffic.operations')} valueOf={(s) => s.operationsPerSecond} format={rate} color="--mantine-primary-color-filled" />
        </div>
        <div>
          <Heading label={t('traffic.hitRatio')} value={percent(last?.hitRatio)} />
          <TrafficChart samples={samples} label={t('traffic.hitRatio')} valueOf={(s) => s.hitRatio} format={percent} color="--good" top={1.02} height={104} />
        </div>
      </Stack>
    </Panel>
  );
}

function Heading({ label, value }: { label: string; value: string }) {
  return (
    <Group justify="space-between" mb={2}>
      <Text size="sm" c="dimmed">{label}</Text>
      <Text size="sm" fw={620} className="num">{value}</Text>
    </Group>
  );
}
