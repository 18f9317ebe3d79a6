import { Center, Loader, Stack, Text } from '@mantine/core';

export function Loading({ label }: { label: string }) {
  return (
    <Center mih={220}>
      <Stack align="center" gap="sm" role="status">
        <Loader size="sm" />
        <Text size="sm" c="dimmed">{label}</Text>
      </Stack>
    </Center>
  );
}
