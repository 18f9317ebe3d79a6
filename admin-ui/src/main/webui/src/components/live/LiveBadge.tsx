import { Badge } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { t } from '../../i18n';

/** Says, wherever the live lab shows something, that it is the running cluster. */
export function LiveBadge() {
  return <Badge variant="outline" color="red" radius="sm" leftSection={<IconBolt size={13} aria-hidden />} title={t('live.liveMeaning')} styles={{ root: { color: 'var(--bad)', borderColor: 'var(--bad)' } }}>{t('live.live')}</Badge>;
}
