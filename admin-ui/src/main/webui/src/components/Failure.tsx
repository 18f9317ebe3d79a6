import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { ProblemError } from '../api/http';
import { t } from '../i18n';
import { explain, titleOf } from '../lib/problems';

interface Props {
  error: Error;
  title?: string;
  retry?: () => void;
}

/** What went wrong, the stable code, and the way out. */
export function Failure({ error, title, retry }: Props) {
  const problem = error instanceof ProblemError ? error.problem : null;
  const { words, server } = explain(error);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} title={title ?? (problem && titleOf(problem)) ?? t('common.somethingWrong')} role="alert">
      <Text size="sm">{words}</Text>
      {server && <Text size="sm" c="dimmed" mt={4} lang="en">{server}</Text>}
      {problem?.inDoubt && <Text size="sm" mt={4}>{t('common.inDoubt')}</Text>}
      <Group mt="xs" gap="sm">
        {problem && <Code>{problem.code}</Code>}
        {problem?.field && <Text size="xs" c="dimmed">{t('common.field', { name: problem.field })}</Text>}
        {retry && (
          <Button size="compact-sm" variant="light" color="red" leftSection={<IconRefresh size={15} />} onClick={retry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
