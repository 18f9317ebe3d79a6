import { Alert } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useControls } from '../hooks/useControls';
import { t } from '../i18n';

export function StaleBanner() {
  const { stale } = useControls();
  if (stale === null) return null;
  return (
    <Alert mb="lg" color="orange" variant="light" icon={<IconCloudOff size={20} />} title={t('common.staleTitle')} role="status">
      {stale}
    </Alert>
  );
}
