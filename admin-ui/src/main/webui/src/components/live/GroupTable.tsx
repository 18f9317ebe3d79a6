import { Button, NumberInput, SegmentedControl, Table } from '@mantine/core';
import { IconCut } from '@tabler/icons-react';
import { useState } from 'react';
import type { LiveFaults } from '../../api/live';
import type { NodeView } from '../../api/types';
import type { FaultActions } from '../../hooks/useLiveFaults';
import { t } from '../../i18n';
import { nameOf, whyNot } from '../../lib/live/faults';
import { groupOf, groupsToSend, MANAGER, membersOf, type Group, type Groups } from '../../lib/live/picture';
import { NodeName } from '../NodeName';
import { Reasoned } from '../Reasoned';
import { StateBadge } from '../StateBadge';
import classes from './live.module.css';

interface Props {
  faults: LiveFaults;
  nodes: NodeView[];
  groups: Groups;
  actions: FaultActions;
  onGroup: (member: string, group: Group) => void;
}

/** Who is in which group, as a table, and the partition of them. */
export function GroupTable({ faults, nodes, groups, actions, onGroup }: Props) {
  const [seconds, setSeconds] = useState(20);
  const members = membersOf(faults);
  const toSend = groupsToSend(members, groups);
  // every node may have to cut: one that takes no faults would leave a way open
  const reason = members.filter((member) => member !== MANAGER).map((member) => whyNot(faults, member)).find((why) => why !== null) ?? (toSend ? null : t('live.faults.oneGroup'));
  return (
    <>
      <Table.ScrollContainer minWidth={300}>
        <Table fz="sm" verticalSpacing={5} horizontalSpacing={8} aria-label={t('live.faults.groups')}>
          <Table.Thead><Table.Tr><Table.Th>{t('live.faults.member')}</Table.Th><Table.Th>{t('live.faults.memberState')}</Table.Th><Table.Th>{t('live.faults.group')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {members.map((member) => {
              const state = nodes.find((node) => node.nodeId === member)?.state;
              return (
                <Table.Tr key={member}>
                  <Table.Td>{member === MANAGER ? nameOf(member) : <NodeName nodeId={member} />}</Table.Td>
                  <Table.Td>{state && <StateBadge state={state} />}</Table.Td>
                  <Table.Td><SegmentedControl size="xs" aria-label={t('live.faults.groupOf', { member: nameOf(member) })} data={['A', 'B']} value={groupOf(groups, member)} onChange={(group) => onGroup(member, group as Group)} /></Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <form className={classes.form} style={{ padding: '12px 18px 14px' }} aria-label={t('live.faults.groups')} onSubmit={(event) => { event.preventDefault(); if (reason === null && toSend) actions.apart.mutate({ groups: toSend, millis: seconds * 1000 }); }}>
        <NumberInput className={classes.field} label={t('live.seconds')} min={1} max={3600} clampBehavior="strict" allowDecimal={false} value={seconds} onChange={(value) => setSeconds(Number(value))} />
        <Reasoned reason={reason}>
          <Button type="submit" color="red.8" leftSection={<IconCut size={16} />} disabled={reason !== null} loading={actions.apart.isPending}>{t('live.faults.apart')}</Button>
        </Reasoned>
      </form>
    </>
  );
}
