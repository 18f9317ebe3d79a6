import { Group, Text } from '@mantine/core';
import { IconCloudOff, IconLoader2, IconPlugConnected } from '@tabler/icons-react';
import { useControls } from '../hooks/useControls';
import { useConnected } from '../hooks/useLive';

/** Whether what the page shows is the present. */
export function ConnectionStatus() {
  const connected = useConnected();
  const stale = useControls().stale;
  const [Icon, color, text] =
    connected === null
      ? ([IconLoader2, 'var(--mantine-color-dimmed)', 'Connecting'] as const)
      : stale !== null
        ? ([IconCloudOff, 'var(--warn)', connected ? 'Manager away' : 'Disconnected'] as const)
        : ([IconPlugConnected, 'var(--good)', 'Live'] as const);
  return (
    <Group gap={7} wrap="nowrap" role="status">
      <Icon size={17} stroke={1.8} color={color} aria-hidden />
      <Text size="sm" fw={520}>{text}</Text>
    </Group>
  );
}
