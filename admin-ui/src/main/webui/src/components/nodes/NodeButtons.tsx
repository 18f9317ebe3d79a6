import { Button } from '@mantine/core';
import { IconBolt, IconLogin2, IconLogout2, IconPlayerPlay, IconTrash, type Icon } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { NodeView } from '../../api/types';
import { useControls } from '../../hooks/useControls';
import { useNodeActions } from '../../hooks/useNodeActions';
import { count } from '../../lib/format';
import { actionsFor, needsLauncher, type Action } from '../../lib/nodeActions';
import { ConfirmByName } from '../ConfirmByName';
import { Reasoned } from '../Reasoned';
import classes from './NodeCard.module.css';

const LOOKS: Record<Action, { label: string; Icon: Icon; variant: string; color?: string }> = {
  admit: { label: 'Admit', Icon: IconLogin2, variant: 'filled' },
  start: { label: 'Start', Icon: IconPlayerPlay, variant: 'filled' },
  drain: { label: 'Drain', Icon: IconLogout2, variant: 'default' },
  remove: { label: 'Remove', Icon: IconTrash, variant: 'light', color: 'red' },
  kill: { label: 'Kill', Icon: IconBolt, variant: 'light', color: 'red' },
};

const QUESTIONS: Partial<Record<Action, { title: string; text: (node: NodeView) => ReactNode }>> = {
  drain: {
    title: 'Drain this node?',
    text: (n) => <>The {count(n.primaries + n.replicas)} slot copies that {n.nodeId} holds move to other nodes; it serves until the last one has gone, then stands by. No key is lost.</>,
  },
  remove: {
    title: 'Remove this node for good?',
    text: (n) => <>{n.nodeId} leaves all replica lists at once, <b>even where its copies were the last</b>. If its process comes back, it starts anew. To keep what it holds, start it instead.</>,
  },
  kill: {
    title: 'Kill this process?',
    text: (n) => <>The process of {n.nodeId} ends at once, as by kill -9: what only its memory held is gone. Other replicas take over its slots; start it again at any time.</>,
  },
};

/** The actions that the node's state allows. Those that take something away ask for its name first. */
export function NodeButtons({ node, lastOne }: { node: NodeView; lastOne: boolean }) {
  const { manageBlocked, processBlocked } = useControls();
  const actions = useNodeActions();
  const [asking, setAsking] = useState<Action | null>(null);
  const question = asking ? QUESTIONS[asking] : undefined;
  const reasonFor = (action: Action) => {
    if (action === 'drain' && lastOne) return 'The last active node cannot be drained: its slots would have nowhere to go.';
    return needsLauncher(action) ? processBlocked : manageBlocked;
  };
  return (
    <div className={classes.actions}>
      {actionsFor(node.state).map((action) => {
        const { label, Icon, variant, color } = LOOKS[action];
        const reason = reasonFor(action);
        return (
          <Reasoned key={action} reason={reason}>
            <Button
              size="compact-md" fz="sm" variant={variant} color={color} leftSection={<Icon size={15} />} disabled={reason !== null}
              aria-label={`${label} ${node.nodeId}`} loading={actions[action].isPending && actions[action].variables === node.nodeId}
              onClick={() => (QUESTIONS[action] ? setAsking(action) : actions[action].mutate(node.nodeId))}
            >
              {label}
            </Button>
          </Reasoned>
        );
      })}
      {asking && question && (
        <ConfirmByName title={question.title} name={node.nodeId} action={LOOKS[asking].label} onConfirm={() => actions[asking].mutate(node.nodeId)} onClose={() => setAsking(null)}>
          {question.text(node)}
        </ConfirmByName>
      )}
    </div>
  );
}
