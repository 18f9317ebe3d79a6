import { Badge } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { t } from '../../i18n';

/** Says, wherever the simulated lab shows something, that it is not the running cluster. */
export function Simulated() {
  return <Badge variant="outline" color="violet" radius="sm" leftSection={<IconFlask size={13} aria-hidden />} title={t('lab.simulatedMeaning')}>{t('lab.simulated')}</Badge>;
}
