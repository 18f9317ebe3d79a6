import type { NodeState } from '../api/types';

export type Action = 'admit' | 'drain' | 'remove' | 'kill' | 'start';

const ALLOWED: Record<NodeState, Action[]> = {
  JOINING: ['drain', 'kill'],
  ACTIVE: ['drain', 'kill'],
  SUSPECT: ['drain', 'kill'],
  DOWN: ['start', 'remove'],
  LEAVING: ['kill'],
  STANDBY: ['admit', 'kill'],
  REMOVED: ['start'],
};

/** What can be done to a node in a state; whether it works now depends on manager and launcher besides. */
export function actionsFor(state: NodeState): Action[] {
  return ALLOWED[state] ?? [];
}

/** Which actions are the launcher's; the others are the manager's. */
export function needsLauncher(action: Action): boolean {
  return action === 'kill' || action === 'start';
}
