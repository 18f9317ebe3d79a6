import { Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange, IconCircleCheck, IconCircleX, type Icon } from '@tabler/icons-react';
import { t } from '../i18n';
import type { Mood, Verdict } from '../lib/verdict';
import { Rich } from './Rich';

const LOOKS: Record<Mood, { Icon: Icon; color: string }> = {
  good: { Icon: IconCircleCheck, color: 'var(--good)' },
  busy: { Icon: IconArrowsExchange, color: 'var(--info)' },
  warn: { Icon: IconAlertTriangle, color: 'var(--warn)' },
  bad: { Icon: IconCircleX, color: 'var(--bad)' },
};

/** The one line that says how the cluster is. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const look = LOOKS[verdict.mood];
  return (
    <Group gap={7} wrap="nowrap" align="flex-start" role="status">
      <look.Icon size={18} stroke={2} color={look.color} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Text size="sm" c="dimmed">
        <Rich text={t('verdict.line')} parts={{ word: <Text span fw={640} c="var(--mantine-color-text)">{verdict.word}</Text>, sentence: verdict.sentence }} />
      </Text>
    </Group>
  );
}
