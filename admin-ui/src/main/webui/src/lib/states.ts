import {
  IconCircleCheck, IconCircleX, IconHelpCircle, IconLogin2, IconLogout2, IconPlayerPause, IconTrash, type Icon,
} from '@tabler/icons-react';
import type { NodeState } from '../api/types';

export interface StateLook {
  word: string;
  Icon: Icon;
  color: string;
  /** For people who meet the word for the first time. */
  meaning: string;
}

export const STATES: Record<NodeState, StateLook> = {
  ACTIVE: { word: 'Active', Icon: IconCircleCheck, color: 'var(--good)', meaning: 'Holds its slots and serves them.' },
  JOINING: { word: 'Joining', Icon: IconLogin2, color: 'var(--info)', meaning: 'Admitted: slots are moving to it. It serves each slot as soon as that one has arrived.' },
  SUSPECT: { word: 'Suspect', Icon: IconHelpCircle, color: 'var(--warn)', meaning: 'Its heartbeat is late. Peers are asked before it is declared down.' },
  DOWN: { word: 'Down', Icon: IconCircleX, color: 'var(--bad)', meaning: 'Neither the manager nor its peers reach it. Other replicas serve its slots; if it stays away, they get new replicas.' },
  LEAVING: { word: 'Leaving', Icon: IconLogout2, color: 'var(--warn)', meaning: 'Draining: its slots are moving to other nodes. It serves until the last one has gone.' },
  STANDBY: { word: 'Standby', Icon: IconPlayerPause, color: 'var(--mantine-color-dimmed)', meaning: 'A member that owns no slot: capacity to admit.' },
  REMOVED: { word: 'Removed', Icon: IconTrash, color: 'var(--mantine-color-dimmed)', meaning: 'No longer a member; it is on no replica list.' },
};

/** Whether the process of a node in this state should be running. */
export function isRunning(state: NodeState): boolean {
  return state !== 'DOWN' && state !== 'REMOVED';
}
