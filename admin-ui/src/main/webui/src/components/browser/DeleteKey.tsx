import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import type { Via } from '../../api/cache';
import { useDeleteValue } from '../../hooks/useEntry';
import { notifyFailure, notifySuccess } from '../notify';

/** The button that deletes a key, and the question before it does. */
export function DeleteKey({ name, via, onDeleted }: { name: string; via: Via; onDeleted: () => void }) {
  const [opened, { open, close }] = useDisclosure();
  const remove = useDeleteValue(via);
  const confirm = () =>
    remove.mutate(name, {
      onSuccess: () => {
        notifySuccess('Deleted on its replicas.');
        onDeleted();
      },
      onError: (error) => notifyFailure('The key was not deleted', error),
      onSettled: close,
    });
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={open}>Delete</Button>
      <Modal opened={opened} onClose={close} title="Delete this key?">
        <Text size="sm">The value under <span className="mono" style={{ fontWeight: 600 }}>{name}</span> goes from all its replicas. This cannot be undone.</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>Keep it</Button>
          <Button color="red.8" loading={remove.isPending} onClick={confirm}>Delete</Button>
        </Group>
      </Modal>
    </>
  );
}
