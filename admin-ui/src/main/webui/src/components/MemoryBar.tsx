import { Group, Progress, Text } from '@mantine/core';
import { t } from '../i18n';
import { bytes, percent } from '../lib/format';

/** Accounted bytes of the node's pool. */
export function MemoryBar({ used, limit }: { used: number; limit: number }) {
  const share = limit > 0 ? used / limit : 0;
  const color = share > 0.95 ? 'red' : share > 0.8 ? 'orange' : 'ai';
  return (
    <div style={{ minWidth: 120 }}>
      <Group justify="space-between" gap={8} wrap="nowrap">
        <Text size="xs" className="num">{bytes(used)}</Text>
        <Text size="xs" c="dimmed" className="num">{limit > 0 ? percent(share) : ''}</Text>
      </Group>
      <Progress mt={3} size={5} value={share * 100} color={color} aria-label={t('common.memory', { used: bytes(used), limit: bytes(limit) })} />
    </div>
  );
}
