import { Center, Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  Icon: Icon;
  title: string;
  children?: ReactNode;
  minHeight?: number;
}

/** Nothing here, why, and what would change that. */
export function Empty({ Icon, title, children, minHeight = 180 }: Props) {
  return (
    <Center mih={minHeight} p="lg">
      <Stack align="center" gap={6} maw={420} ta="center">
        <Icon size={30} stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text fw={600}>{title}</Text>
        {children && <Text size="sm" c="dimmed" component="div">{children}</Text>}
      </Stack>
    </Center>
  );
}
