import { Group, Text } from '@mantine/core';
import { IconCloudOff, IconLoader2, IconPlugConnected } from '@tabler/icons-react';
import { useControls } from '../hooks/useControls';
import { useConnected } from '../hooks/useLive';
import { t } from '../i18n';

/** Whether what the page shows is the present. */
export function ConnectionStatus() {
  const connected = useConnected();
  const stale = useControls().stale;
  const [Icon, color, text] =
    connected === null
      ? ([IconLoader2, 'var(--mantine-color-dimmed)', t('shell.connecting')] as const)
      : stale !== null
        ? ([IconCloudOff, 'var(--warn)', connected ? t('shell.managerAway') : t('shell.disconnected')] as const)
        : ([IconPlugConnected, 'var(--good)', t('shell.live')] as const);
  return (
    <Group gap={7} wrap="nowrap" role="status">
      <Icon size={17} stroke={1.8} color={color} aria-hidden />
      <Text size="sm" fw={520}>{text}</Text>
    </Group>
  );
}
