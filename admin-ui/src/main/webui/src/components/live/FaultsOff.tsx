import { Alert, Code, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { LiveFaults } from '../../api/live';
import { t } from '../../i18n';
import { names } from '../../lib/format';
import { Rich } from '../Rich';

const SETTING = 'meguri.faults.enabled=true';
const LOCAL = 'MEGURI_JAVA_OPTS=-Dmeguri.faults.enabled=true ./meguri up';
const CONTAINERS = 'MEGURI_FAULTS=true docker compose up -d';

/** Which nodes take no faults, why, and how they would. */
export function FaultsOff({ faults }: { faults: LiveFaults }) {
  const off = faults.nodes.filter((node) => node.enabled === false).map((node) => node.nodeId);
  if (off.length === 0) return null;
  const code = (text: string) => <Code className="mono">{text}</Code>;
  return (
    <Alert color="yellow" variant="light" icon={<IconLock size={20} />} title={`${t('live.faults.disabled')}: ${names(off)}`} mb="md">
      <Text size="sm"><Rich text={t('live.faults.disabledWhy')} parts={{ setting: code(SETTING), local: code(LOCAL), containers: code(CONTAINERS) }} /></Text>
    </Alert>
  );
}
