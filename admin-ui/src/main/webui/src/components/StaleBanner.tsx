import { Alert } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useControls } from '../hooks/useControls';

export function StaleBanner() {
  const { stale } = useControls();
  if (stale === null) return null;
  return (
    <Alert mb="lg" color="orange" variant="light" icon={<IconCloudOff size={20} />} title="These figures are old" role="status">
      {stale}
    </Alert>
  );
}
