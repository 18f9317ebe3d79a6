import { Badge } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';

/** Says, wherever the simulated lab shows something, that it is not the running cluster. */
export function Simulated() {
  return <Badge variant="outline" color="violet" radius="sm" leftSection={<IconFlask size={13} aria-hidden />} title="A virtual cluster in virtual time. The running cluster is not touched.">Simulated</Badge>;
}
