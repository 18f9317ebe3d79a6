import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { ProblemError } from '../api/http';

interface Props {
  error: Error;
  title?: string;
  retry?: () => void;
}

/** What went wrong, the stable code, and the way out. */
export function Failure({ error, title, retry }: Props) {
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} title={title ?? problem?.title ?? 'Something went wrong'} role="alert">
      <Text size="sm">{problem?.detail ?? error.message}</Text>
      {problem?.inDoubt && <Text size="sm" mt={4}>The change may have been made all the same: read the key to know.</Text>}
      <Group mt="xs" gap="sm">
        {problem && <Code>{problem.code}</Code>}
        {problem?.field && <Text size="xs" c="dimmed">field: {problem.field}</Text>}
        {retry && (
          <Button size="compact-sm" variant="light" color="red" leftSection={<IconRefresh size={15} />} onClick={retry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
