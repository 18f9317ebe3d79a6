import { Alert } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useSamples } from '../../hooks/usePerformance';
import { useNow } from '../../hooks/useNow';
import { said, t } from '../../i18n';
import { span } from '../../lib/format';

/** Seconds without a sample before the charts count as old. */
const OLD_MILLIS = 5_000;

/** Why a node could not be asked: some reasons have words in every language. */
const whyNot = (why: string) => said(`silence.${why.replaceAll(' ', '_')}`, {}, why);

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
      {t('performance.gap', { problems: problems.map(([node, why]) => t('performance.problem', { node, why: whyNot(why) })).join('; ') })}
    </Alert>
  );
}
