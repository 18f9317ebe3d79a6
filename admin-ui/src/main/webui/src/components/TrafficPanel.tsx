import { Group, Stack, Text } from '@mantine/core';
import { useHistory } from '../hooks/useOverview';
import { percent, rate } from '../lib/format';
import { Panel } from './Panel';
import { TrafficChart } from './TrafficChart';

export function TrafficPanel() {
  const samples = useHistory();
  const last = samples[samples.length - 1];
  return (
    <Panel title="Traffic" note="The last five minutes, kept in this browser.">
      <Stack gap="md">
        <div>
          <Heading label="Operations per second" value={last?.operationsPerSecond == null ? '–' : rate(last.operationsPerSecond)} />
          <TrafficChart samples={samples} label="Operations per second" valueOf={(s) => s.operationsPerSecond} format={rate} color="--mantine-primary-color-filled" />
        </div>
        <div>
          <Heading label="Hit ratio" value={percent(last?.hitRatio)} />
          <TrafficChart samples={samples} label="Hit ratio" valueOf={(s) => s.hitRatio} format={percent} color="--good" top={1.02} height={104} />
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
