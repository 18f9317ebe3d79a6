import {
  IconCircleCheck, IconCircleX, IconHelpCircle, IconLogin2, IconLogout2, IconPlayerPause, IconTrash, type Icon,
} from '@tabler/icons-react';
import { t } from '../i18n';
import type { NodeState } from '../api/types';

export interface StateLook {
  readonly word: string;
  Icon: Icon;
  color: string;
  /** For people who meet the word for the first time. */
  readonly meaning: string;
}

const look = (state: NodeState, Icon: Icon, color: string): StateLook => ({
  Icon,
  color,
  get word() {
    return t(`states.${state}.word`);
  },
  get meaning() {
    return t(`states.${state}.meaning`);
  },
});

export const STATES: Record<NodeState, StateLook> = {
  ACTIVE: look('ACTIVE', IconCircleCheck, 'var(--good)'),
  JOINING: look('JOINING', IconLogin2, 'var(--info)'),
  SUSPECT: look('SUSPECT', IconHelpCircle, 'var(--warn)'),
  DOWN: look('DOWN', IconCircleX, 'var(--bad)'),
  LEAVING: look('LEAVING', IconLogout2, 'var(--warn)'),
  STANDBY: look('STANDBY', IconPlayerPause, 'var(--mantine-color-dimmed)'),
  REMOVED: look('REMOVED', IconTrash, 'var(--mantine-color-dimmed)'),
};

/** Whether the process of a node in this state should be running. */
export function isRunning(state: NodeState): boolean {
  return state !== 'DOWN' && state !== 'REMOVED';
}
