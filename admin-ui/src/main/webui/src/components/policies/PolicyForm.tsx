import { Button, Group, Modal, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/http';
import type { PolicyDocument } from '../../api/types';
import { usePutPolicy } from '../../hooks/usePolicies';
import { t } from '../../i18n';
import { presetOf } from '../../lib/guarantee';
import { explain } from '../../lib/problems';
import { GuaranteeNote } from '../browser/GuaranteeNote';
import { Failure } from '../Failure';
import { notifySuccess } from '../notify';

const NEW: PolicyDocument = { prefix: '', consistency: 'eventual', replicas: 3, writeQuorum: 2, readQuorum: 1, defaultTtl: 'none', maxTtl: 'none', maxBytes: 0, eviction: 'tinylfu' };

const PRESETS = [
  { value: 'fast', w: 1, r: 1 },
  { value: 'safe', w: 2, r: 1 },
  { value: 'quorum', w: 2, r: 2 },
] as const;
const EVICTIONS = ['tinylfu', 'lru', 'none'] as const;

/** Creates or edits a policy; the guarantee is spelled out as the knobs turn. */
export function PolicyForm({ policy, onClose }: { policy: PolicyDocument | null; onClose: () => void }) {
  const [draft, setDraft] = useState<PolicyDocument>(policy ?? NEW);
  const put = usePutPolicy();
  const change = (part: Partial<PolicyDocument>) => setDraft((old) => ({ ...old, ...part }));
  const strong = draft.consistency === 'strong';
  const n = draft.replicas ?? 3;
  const field = put.error instanceof ProblemError ? put.error.problem.field : undefined;
  const errorAt = (name: string) => (field === name ? (put.error ? explain(put.error).words : true) : undefined);
  const save = () =>
    put.mutate({ ...draft, preset: null }, {
      onSuccess: () => {
        notifySuccess(t('policies.form.inForce', { prefix: draft.prefix }));
        onClose();
      },
    });

  return (
    <Modal opened onClose={onClose} size="lg" title={policy ? t('policies.form.title', { prefix: policy.prefix }) : t('policies.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(e) => { e.preventDefault(); save(); }}>
        <Stack gap="md">
          {!policy && <TextInput label={t('policies.form.prefix')} description={t('policies.form.prefixMeaning')} placeholder="session:" required value={draft.prefix} error={errorAt('prefix')} onChange={(e) => change({ prefix: e.currentTarget.value })} data-autofocus spellCheck={false} classNames={{ input: 'mono' }} />}
          {!strong && (
            <>
              <div>
                <Text size="sm" fw={500} mb={4}>{t('policies.form.preset')}</Text>
                <SegmentedControl fullWidth aria-label={t('policies.form.preset')} value={presetOf(draft) ?? 'own'} data={[...PRESETS.map(({ value }) => ({ value, label: t(`policies.form.presets.${value}`) })), { value: 'own', label: t('policies.form.presets.own'), disabled: true }]}
                  onChange={(value) => { const preset = PRESETS.find((p) => p.value === value); if (preset) change({ writeQuorum: Math.min(preset.w, n), readQuorum: Math.min(preset.r, n) }); }} />
              </div>
              <SimpleGrid cols={{ base: 1, xs: 3 }}>
                <NumberInput label={t('policies.form.replicas')} min={1} max={7} value={n} error={errorAt('replicas')} onChange={(v) => change({ replicas: Number(v) })} />
                <NumberInput label={t('policies.form.writeQuorum')} min={1} max={n} value={draft.writeQuorum ?? 2} error={errorAt('writeQuorum')} onChange={(v) => change({ writeQuorum: Number(v) })} />
                <NumberInput label={t('policies.form.readQuorum')} min={1} max={n} value={draft.readQuorum ?? 1} error={errorAt('readQuorum')} onChange={(v) => change({ readQuorum: Number(v) })} />
              </SimpleGrid>
            </>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t('policies.form.defaultTtl')} description={t('policies.form.defaultTtlMeaning')} value={draft.defaultTtl ?? ''} error={errorAt('defaultTtl')} onChange={(e) => change({ defaultTtl: e.currentTarget.value })} />
            <TextInput label={t('policies.form.maxTtl')} description={t('policies.form.maxTtlMeaning')} value={draft.maxTtl ?? ''} error={errorAt('maxTtl')} onChange={(e) => change({ maxTtl: e.currentTarget.value })} />
            <NumberInput label={t('policies.form.memory')} description={t('policies.form.memoryMeaning')} min={0} value={(draft.maxBytes ?? 0) / 1_048_576} decimalScale={1} error={errorAt('maxBytes')} onChange={(v) => change({ maxBytes: Math.round(Number(v) * 1_048_576) })} />
            <Select label={t('policies.form.eviction')} description={t('policies.form.evictionMeaning')} allowDeselect={false} value={draft.eviction ?? 'tinylfu'} error={errorAt('eviction')} onChange={(v) => change({ eviction: v as PolicyDocument['eviction'] })}
              data={EVICTIONS.map((value) => ({ value, label: t(`policies.form.evictions.${value}`) }))} />
          </SimpleGrid>
          <GuaranteeNote policy={draft} />
          {put.error && <Failure error={put.error} title={t('policies.form.notStored')} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={put.isPending} disabled={draft.prefix === ''}>{policy ? t('policies.form.save') : t('policies.form.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
