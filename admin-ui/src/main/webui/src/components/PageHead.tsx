import { Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  children?: ReactNode;
  aside?: ReactNode;
}

/** The page's name, one sentence under it, and its main actions. */
export function PageHead({ title, children, aside }: Props) {
  useEffect(() => {
    document.title = `${title} · Meguri`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <div style={{ minWidth: 0, flex: '1 1 300px' }}>
        <Title order={1}>{title}</Title>
        {children && <Text c="dimmed" size="sm" mt={3} component="div" maw={900}>{children}</Text>}
      </div>
      {aside}
    </Group>
  );
}
