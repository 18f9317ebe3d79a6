import { Button } from '@mantine/core';
import { IconBolt, IconLogin2, IconLogout2, IconPlayerPlay, IconTrash, type Icon } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { NodeView } from '../../api/types';
import { useControls } from '../../hooks/useControls';
import { useNodeActions } from '../../hooks/useNodeActions';
import { t } from '../../i18n';
import { count } from '../../lib/format';
import { actionsFor, needsLauncher, type Action } from '../../lib/nodeActions';
import { ConfirmByName } from '../ConfirmByName';
import { Reasoned } from '../Reasoned';
import { Rich } from '../Rich';
import classes from './NodeCard.module.css';

const LOOKS: Record<Action, { Icon: Icon; variant: string; color?: string }> = {
  admit: { Icon: IconLogin2, variant: 'filled' },
  start: { Icon: IconPlayerPlay, variant: 'filled' },
  drain: { Icon: IconLogout2, variant: 'default' },
  remove: { Icon: IconTrash, variant: 'light', color: 'red' },
  kill: { Icon: IconBolt, variant: 'light', color: 'red' },
};

const QUESTIONS: Partial<Record<Action, { title: () => string; text: (node: NodeView) => ReactNode }>> = {
  drain: {
    title: () => t('nodes.drainTitle'),
    text: (n) => t('nodes.drainText', { copies: count(n.primaries + n.replicas), node: n.nodeId }),
  },
  remove: {
    title: () => t('nodes.removeTitle'),
    text: (n) => <Rich text={t('nodes.removeText', { node: n.nodeId })} parts={{ even: <b>{t('nodes.removeEven')}</b> }} />,
  },
  kill: {
    title: () => t('nodes.killTitle'),
    text: (n) => t('nodes.killText', { node: n.nodeId }),
  },
};

/** The actions that the node's state allows. Those that take something away ask for its name first. */
export function NodeButtons({ node, lastOne }: { node: NodeView; lastOne: boolean }) {
  const { manageBlocked, processBlocked } = useControls();
  const actions = useNodeActions();
  const [asking, setAsking] = useState<Action | null>(null);
  const question = asking ? QUESTIONS[asking] : undefined;
  const reasonFor = (action: Action) => {
    if (action === 'drain' && lastOne) return t('nodes.lastOne');
    return needsLauncher(action) ? processBlocked : manageBlocked;
  };
  return (
    <div className={classes.actions}>
      {actionsFor(node.state).map((action) => {
        const { Icon, variant, color } = LOOKS[action];
        const label = t(`nodes.action.${action}`);
        const reason = reasonFor(action);
        return (
          <Reasoned key={action} reason={reason}>
            <Button
              size="compact-md" fz="sm" variant={variant} color={color} leftSection={<Icon size={15} />} disabled={reason !== null}
              aria-label={t('nodes.actOn', { action: label, node: node.nodeId })} loading={actions[action].isPending && actions[action].variables === node.nodeId}
              onClick={() => (QUESTIONS[action] ? setAsking(action) : actions[action].mutate(node.nodeId))}
            >
              {label}
            </Button>
          </Reasoned>
        );
      })}
      {asking && question && (
        <ConfirmByName title={question.title()} name={node.nodeId} action={t(`nodes.action.${asking}`)} onConfirm={() => actions[asking].mutate(node.nodeId)} onClose={() => setAsking(null)}>
          {question.text(node)}
        </ConfirmByName>
      )}
    </div>
  );
}
