import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { explain } from '../lib/problems';

export function notifySuccess(message: string): void {
  notifications.show({ message, color: 'teal', icon: <IconCheck size={18} />, autoClose: 5000 });
}

/** Stays until it is closed: an error that vanishes cannot be read. */
export function notifyFailure(title: string, error: Error): void {
  const { words, server } = explain(error);
  notifications.show({ title, message: server === null ? words : <>{words}<br /><span lang="en">{server}</span></>, color: 'red', icon: <IconAlertTriangle size={18} />, autoClose: false });
}
