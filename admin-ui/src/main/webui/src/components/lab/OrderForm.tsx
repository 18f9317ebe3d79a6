import { ActionIcon, Button, NumberInput, Select, Switch, Tooltip } from '@mantine/core';
import { IconDice5, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { LabMenu, LabOrder } from '../../api/lab';
import { t } from '../../i18n';
import { questionOf, titleOf } from '../../lib/lab/words';
import classes from './lab.module.css';

interface Props {
  menu: LabMenu;
  order: LabOrder;
  busy: boolean;
  onOrder: (order: LabOrder) => void;
}

const MAX_DRAWN_SEED = 100_000;

/** Which run is to be played. What a person did to the run before does not belong to another one. */
export function OrderForm({ menu, order, busy, onOrder }: Props) {
  const [draft, setDraft] = useState(order);
  const scenario = menu.scenarios.find((one) => one.name === draft.scenario);
  const rules = scenario?.rules ?? [];
  const sized = draft.scenario !== 'CASPAXOS_RULE';

  const choose = (name: string) => {
    const first = menu.scenarios.find((one) => one.name === name)?.rules[0];
    setDraft({ ...draft, scenario: name, rule: first?.name ?? null, kept: false, seed: first?.seed ?? draft.seed, interventions: [] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const nodes = Math.max(menu.minNodes, Math.min(menu.maxNodes, draft.nodes));
    const same = draft.scenario === order.scenario && draft.rule === order.rule && draft.seed === order.seed && nodes === order.nodes;
    onOrder(same ? { ...order, kept: draft.kept } : { ...draft, nodes, interventions: [] });
  };

  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('lab.form.label')}>
      <Select className={classes.wideField} label={t('lab.form.scenario')} allowDeselect={false} data={menu.scenarios.map((one) => ({ value: one.name, label: titleOf(one) }))} value={draft.scenario} onChange={(name) => name && choose(name)} />
      {rules.length > 0 && (
        <Select
          className={classes.widestField}
          label={t('lab.form.whatIf')}
          searchable
          allowDeselect={false}
          data={rules.map((rule) => ({ value: rule.name, label: questionOf(rule) }))}
          value={draft.rule}
          onChange={(name) => name && setDraft({ ...draft, rule: name, seed: rules.find((rule) => rule.name === name)?.seed ?? draft.seed })}
        />
      )}
      {sized && (
        <>
          <NumberInput className={classes.field} label={t('lab.form.nodes')} min={menu.minNodes} max={menu.maxNodes} allowDecimal={false} value={draft.nodes} onChange={(value) => typeof value === 'number' && setDraft({ ...draft, nodes: value })} />
          <NumberInput
            className={classes.field}
            label={t('lab.form.seed')}
            min={0}
            max={Number.MAX_SAFE_INTEGER}
            allowDecimal={false}
            hideControls
            value={draft.seed}
            onChange={(value) => typeof value === 'number' && setDraft({ ...draft, seed: value })}
            rightSection={
              <Tooltip label={t('lab.form.anotherSeed')}>
                <ActionIcon variant="subtle" color="gray" aria-label={t('lab.form.drawSeed')} onClick={() => setDraft({ ...draft, seed: 1 + Math.floor(Math.random() * MAX_DRAWN_SEED) })}><IconDice5 size={17} /></ActionIcon>
              </Tooltip>
            }
          />
        </>
      )}
      {rules.length > 0 && <Switch className={classes.switch} label={t('lab.form.keep')} checked={draft.kept} onChange={(e) => setDraft({ ...draft, kept: e.currentTarget.checked })} />}
      <Button type="submit" loading={busy} leftSection={<IconPlayerPlay size={16} />}>{t('lab.form.simulate')}</Button>
    </form>
  );
}
