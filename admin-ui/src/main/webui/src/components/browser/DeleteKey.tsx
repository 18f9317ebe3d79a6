import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import type { Via } from '../../api/cache';
import { useDeleteValue } from '../../hooks/useEntry';
import { t } from '../../i18n';
import { Rich } from '../Rich';
import { notifyFailure, notifySuccess } from '../notify';

/** The button that deletes a key, and the question before it does. */
export function DeleteKey({ name, via, onDeleted }: { name: string; via: Via; onDeleted: () => void }) {
  const [opened, { open, close }] = useDisclosure();
  const remove = useDeleteValue(via);
  const confirm = () =>
    remove.mutate(name, {
      onSuccess: () => {
        notifySuccess(t('browser.remove.done'));
        onDeleted();
      },
      onError: (error) => notifyFailure(t('browser.remove.failed'), error),
      onSettled: close,
    });
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={open}>{t('common.delete')}</Button>
      <Modal opened={opened} onClose={close} title={t('browser.remove.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Text size="sm"><Rich text={t('browser.remove.text')} parts={{ key: <span className="mono" style={{ fontWeight: 600 }}>{name}</span> }} /></Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>{t('browser.remove.keep')}</Button>
          <Button color="red.8" loading={remove.isPending} onClick={confirm}>{t('common.delete')}</Button>
        </Group>
      </Modal>
    </>
  );
}
