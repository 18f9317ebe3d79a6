import { Alert } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useSamples } from '../../hooks/usePerformance';
import { useNow } from '../../hooks/useNow';
import { t } from '../../i18n';
import { span } from '../../lib/format';
import { silenceInWords } from '../../lib/problems';

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
    return <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title={t('performance.stillTitle')} role="status">{t('performance.still', { age: span(age) })}</Alert>;
  }
  if (problems.length === 0) return null;
  return (
    <Alert mb="md" color="orange" variant="light" icon={<IconClockPause size={20} />} title={t('common.notAllNodes')} role="status">
      {t('performance.gap', { problems: problems.map(([node, why]) => t('performance.problem', { node, why: silenceInWords(why) })).join('; ') })}
    </Alert>
  );
}
