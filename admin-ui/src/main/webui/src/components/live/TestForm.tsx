import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { LiveFaults } from '../../api/live';
import type { TestFault, TestOrder } from '../../api/liveTests';
import type { PolicyDocument } from '../../api/types';
import { useControls } from '../../hooks/useControls';
import { t } from '../../i18n';
import { presetOf } from '../../lib/guarantee';
import { whyNot } from '../../lib/live/faults';
import { groupsToSend, MANAGER, membersOf, type Groups } from '../../lib/live/picture';
import { Reasoned } from '../Reasoned';
import classes from './live.module.css';

interface Props {
  policies: PolicyDocument[];
  faults: LiveFaults;
  groups: Groups;
  /** A test runs. */
  busy: boolean;
  starting: boolean;
  onStart: (order: TestOrder) => void;
}

const FAULTS: TestFault[] = ['none', 'kill', 'minority', 'groups'];

/** What to test. The groups are those of the picture. */
export function TestForm({ policies, faults, groups, busy, starting, onStart }: Props) {
  const { manageBlocked, processBlocked } = useControls();
  const [order, setOrder] = useState<Omit<TestOrder, 'groups'>>({ policy: 'default', clients: 6, keys: 3, seconds: 20, fault: 'minority' });
  const members = membersOf(faults);
  const toSend = groupsToSend(members, groups);
  const nodesRefuse = members.filter((member) => member !== MANAGER).map((member) => whyNot(faults, member)).find((why) => why !== null) ?? null;
  const faultRefused = { none: null, kill: processBlocked, minority: nodesRefuse, groups: nodesRefuse ?? (toSend ? null : t('live.faults.oneGroup')) }[order.fault];
  const reason = busy ? t('live.test.running') : (manageBlocked ?? faultRefused);
  const number = (key: 'clients' | 'keys' | 'seconds', min: number, max: number) => (
    <NumberInput className={classes.narrow} label={t(`live.test.${key}`)} min={min} max={max} clampBehavior="strict" allowDecimal={false} value={order[key]} onChange={(value) => setOrder({ ...order, [key]: Number(value) })} />
  );
  const labelOf = (policy: PolicyDocument) => {
    const preset = presetOf(policy);
    return preset === null || policy.prefix === preset ? policy.prefix : t('live.test.preset', { prefix: policy.prefix, preset });
  };
  return (
    <form className={classes.form} aria-label={t('live.test.form')} onSubmit={(event) => { event.preventDefault(); if (reason === null) onStart({ ...order, groups: order.fault === 'groups' ? toSend : null }); }}>
      <Select className={classes.wide} label={t('live.test.policy')} allowDeselect={false} data={policies.map((policy) => ({ value: policy.prefix, label: labelOf(policy) }))} value={order.policy} onChange={(policy) => policy && setOrder({ ...order, policy })} />
      {number('clients', 1, 50)}
      {number('keys', 1, 20)}
      {number('seconds', 5, 120)}
      <Select className={classes.wide} label={t('live.test.fault')} allowDeselect={false} data={FAULTS.map((value) => ({ value, label: t(`live.test.faults.${value}`) }))} value={order.fault} onChange={(fault) => fault && setOrder({ ...order, fault: fault as TestFault })} />
      <Reasoned reason={reason}>
        <Button type="submit" leftSection={<IconPlayerPlay size={16} />} disabled={reason !== null} loading={starting}>{t('live.test.start')}</Button>
      </Reasoned>
    </form>
  );
}
