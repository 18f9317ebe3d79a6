import { Button, NumberInput, Select } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { LiveFaults } from '../../api/live';
import type { FaultActions } from '../../hooks/useLiveFaults';
import { useControls } from '../../hooks/useControls';
import { t } from '../../i18n';
import { byName } from '../../lib/format';
import { aimed, LINK_KINDS, nameOf, NODE_KINDS, requestOf, whyNot, type DoableKind, type Draft } from '../../lib/live/faults';
import { EVERYBODY, MANAGER } from '../../lib/live/picture';
import { Reasoned } from '../Reasoned';
import classes from './live.module.css';

interface Props {
  faults: LiveFaults;
  draft: Draft;
  actions: FaultActions;
  onChange: (draft: Draft) => void;
}

/** Of select boxes, which know no null. */
const ITSELF = '';

/** One fault, at a node or at a link: what clicks into the picture aim. */
export function FaultForm({ faults, draft, actions, onChange }: Props) {
  const { processBlocked } = useControls();
  const nodes = faults.nodes.map((node) => node.nodeId).sort(byName);
  const kinds: readonly DoableKind[] = draft.peer === null ? NODE_KINDS : LINK_KINDS;
  const reason = draft.kind === 'kill' ? processBlocked : whyNot(faults, draft.node);
  const peers = [...nodes.filter((node) => node !== draft.node), MANAGER, EVERYBODY];
  const peer = nameOf(draft.peer ?? '');
  const number = (key: 'seconds' | 'delayMillis' | 'lossPercent' | 'offsetMillis', label: string, min: number, max: number) => (
    <NumberInput className={classes.field} label={label} min={min} max={max} clampBehavior="strict" allowDecimal={false} value={draft[key]} onChange={(value) => onChange({ ...draft, [key]: Number(value) })} />
  );
  const submit = () => {
    if (draft.kind === 'kill') actions.kill.mutate({ node: draft.node, millis: draft.seconds * 1000 });
    else actions.set.mutate({ node: draft.node, fault: requestOf(draft) });
  };
  return (
    <form className={classes.form} aria-label={t('live.faults.form')} onSubmit={(event) => { event.preventDefault(); if (reason === null) submit(); }}>
      <Select className={classes.field} label={t('live.faults.node')} allowDeselect={false} data={nodes} value={draft.node} onChange={(node) => node && onChange(aimed(draft, node, draft.peer === node ? null : draft.peer))} />
      <Select className={classes.field} label={t('live.faults.peer')} allowDeselect={false} data={[{ value: ITSELF, label: t('live.itself') }, ...peers.map((value) => ({ value, label: nameOf(value) }))]} value={draft.peer ?? ITSELF}
        onChange={(value) => onChange(aimed(draft, draft.node, value || null))} />
      <Select className={classes.wide} label={t('live.faults.kind')} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`live.faults.kinds.${value}`) }))} value={draft.kind} onChange={(kind) => kind && onChange({ ...draft, kind: kind as DoableKind })} />
      {draft.peer !== null && (
        <Select className={classes.wide} label={t('live.faults.direction')} allowDeselect={false} value={draft.direction} onChange={(way) => way && onChange({ ...draft, direction: way as Draft['direction'] })}
          data={[{ value: 'both', label: t('live.ways', { one: draft.node, other: peer }) }, { value: 'out', label: t('live.way', { from: draft.node, to: peer }) }, { value: 'in', label: t('live.way', { from: peer, to: draft.node }) }]} />
      )}
      {(draft.kind === 'delay' || draft.kind === 'slow') && number('delayMillis', t('live.faults.delayMillis'), 1, 60_000)}
      {draft.kind === 'loss' && number('lossPercent', t('live.faults.lossPercent'), 1, 100)}
      {draft.kind === 'clock_offset' && number('offsetMillis', t('live.faults.offsetMillis'), -3_600_000, 3_600_000)}
      {number('seconds', t('live.seconds'), 1, 3600)}
      <Reasoned reason={reason}>
        <Button type="submit" color="red.8" leftSection={<IconBolt size={16} />} disabled={reason !== null} loading={actions.set.isPending || actions.kill.isPending}>{t('live.faults.set')}</Button>
      </Reasoned>
    </form>
  );
}
