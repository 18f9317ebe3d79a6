import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import type { LabOrder } from '../../api/lab';
import { t } from '../../i18n';
import { toAddress } from '../../lib/lab/address';

/** The address of this very moment of this very run: whoever opens it sees the same. */
export function Share({ order, micros }: { order: LabOrder; micros: number }) {
  return (
    <CopyButton value={`${window.location.origin}${window.location.pathname}?${toAddress(order, micros / 1000)}`} timeout={2000}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" leftSection={copied ? <IconCheck size={15} /> : <IconLink size={15} />} onClick={copy}>{copied ? t('lab.copied') : t('lab.copy')}</Button>
      )}
    </CopyButton>
  );
}
