import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { Rich } from './Rich';

interface Props {
  title: string;
  /** What has to be typed. */
  name: string;
  action: string;
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks for the name of the thing before something is taken away. */
export function ConfirmByName({ title, name, action, children, onConfirm, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (!matches) return;
          onConfirm();
          onClose();
        }}
      >
        <Text size="sm" component="div">{children}</Text>
        <TextInput mt="md" label={<Rich text={t('common.typeToGoOn')} parts={{ name: <b>{name}</b> }} />} value={typed} onChange={(e) => setTyped(e.currentTarget.value)} data-autofocus autoComplete="off" spellCheck={false} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" color="red.8" disabled={!matches}>{action}</Button>
        </Group>
      </form>
    </Modal>
  );
}
