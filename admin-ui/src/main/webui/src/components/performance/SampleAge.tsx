import { Alert } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useSamples } from '../../hooks/usePerformance';
import { useNow } from '../../hooks/useNow';
import { span } from '../../lib/format';

/** Seconds without a sample before the charts count as old. */
const OLD_MILLIS = 5_000;

/** Says when the charts stand still, and which nodes are not in them. */
export function SampleAge() {
  const { samples, receivedAt } = useSamples();
  const now = useNow(1000);
  const last = samples.at(-1);
  const problems = Object.entries(last?.problems ?? {});
  if (!last) return null;
  const age = now - receivedAt;
  if (age > OLD_MILLIS) {
    return <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title="The charts stand still" role="status">The last sample is {span(age)} old.</Alert>;
  }
  if (problems.length === 0) return null;
  return (
    <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title="Not all nodes are in it" role="status">
      {problems.map(([node, why]) => `${node}: ${why}`).join('; ')}. Their lines have a gap.
    </Alert>
  );
}
