import { Button, Group, Modal, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/http';
import type { PolicyDocument } from '../../api/types';
import { usePutPolicy } from '../../hooks/usePolicies';
import { presetOf } from '../../lib/guarantee';
import { GuaranteeNote } from '../browser/GuaranteeNote';
import { Failure } from '../Failure';
import { notifySuccess } from '../notify';

const NEW: PolicyDocument = { prefix: '', consistency: 'eventual', replicas: 3, writeQuorum: 2, readQuorum: 1, defaultTtl: 'none', maxTtl: 'none', maxBytes: 0, eviction: 'tinylfu' };

const PRESETS = [
  { value: 'fast', label: 'Fast', w: 1, r: 1 },
  { value: 'safe', label: 'Safe', w: 2, r: 1 },
  { value: 'quorum', label: 'Quorum', w: 2, r: 2 },
];

/** Creates or edits a policy; the guarantee is spelled out as the knobs turn. */
export function PolicyForm({ policy, onClose }: { policy: PolicyDocument | null; onClose: () => void }) {
  const [draft, setDraft] = useState<PolicyDocument>(policy ?? NEW);
  const put = usePutPolicy();
  const change = (part: Partial<PolicyDocument>) => setDraft((old) => ({ ...old, ...part }));
  const strong = draft.consistency === 'strong';
  const n = draft.replicas ?? 3;
  const field = put.error instanceof ProblemError ? put.error.problem.field : undefined;
  const errorAt = (name: string) => (field === name ? (put.error?.message ?? true) : undefined);
  const save = () =>
    put.mutate({ ...draft, preset: null }, {
      onSuccess: () => {
        notifySuccess(`The policy for ${draft.prefix} is in force.`);
        onClose();
      },
    });

  return (
    <Modal opened onClose={onClose} size="lg" title={policy ? `Policy for ${policy.prefix}` : 'New policy'}>
      <form onSubmit={(e) => { e.preventDefault(); save(); }}>
        <Stack gap="md">
          {!policy && <TextInput label="Prefix" description="Keys that start with it fall under this policy. End it with a separator, such as a colon." placeholder="session:" required value={draft.prefix} error={errorAt('prefix')} onChange={(e) => change({ prefix: e.currentTarget.value })} data-autofocus spellCheck={false} classNames={{ input: 'mono' }} />}
          {!strong && (
            <>
              <div>
                <Text size="sm" fw={500} mb={4}>Preset</Text>
                <SegmentedControl fullWidth aria-label="Preset" value={presetOf(draft) ?? 'own'} data={[...PRESETS.map(({ value, label }) => ({ value, label })), { value: 'own', label: 'Own mix', disabled: true }]}
                  onChange={(value) => { const preset = PRESETS.find((p) => p.value === value); if (preset) change({ writeQuorum: Math.min(preset.w, n), readQuorum: Math.min(preset.r, n) }); }} />
              </div>
              <SimpleGrid cols={3}>
                <NumberInput label="Replicas (N)" min={1} max={7} value={n} error={errorAt('replicas')} onChange={(v) => change({ replicas: Number(v) })} />
                <NumberInput label="Write quorum (W)" min={1} max={n} value={draft.writeQuorum ?? 2} error={errorAt('writeQuorum')} onChange={(v) => change({ writeQuorum: Number(v) })} />
                <NumberInput label="Read quorum (R)" min={1} max={n} value={draft.readQuorum ?? 1} error={errorAt('readQuorum')} onChange={(v) => change({ readQuorum: Number(v) })} />
              </SimpleGrid>
            </>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label="Default TTL" description="30s, 5m, 2h, 7d, or none" value={draft.defaultTtl ?? ''} error={errorAt('defaultTtl')} onChange={(e) => change({ defaultTtl: e.currentTarget.value })} />
            <TextInput label="Longest TTL" description="A cap on what writes ask for" value={draft.maxTtl ?? ''} error={errorAt('maxTtl')} onChange={(e) => change({ maxTtl: e.currentTarget.value })} />
            <NumberInput label="Memory per node" description="In MiB; 0: only the node's pool limits" min={0} value={(draft.maxBytes ?? 0) / 1_048_576} decimalScale={1} error={errorAt('maxBytes')} onChange={(v) => change({ maxBytes: Math.round(Number(v) * 1_048_576) })} />
            <Select label="Eviction" description="What happens at the limit" allowDeselect={false} value={draft.eviction ?? 'tinylfu'} error={errorAt('eviction')} onChange={(v) => change({ eviction: v as PolicyDocument['eviction'] })}
              data={[{ value: 'tinylfu', label: 'TinyLFU: the least useful go' }, { value: 'lru', label: 'LRU: the least recently used go' }, { value: 'none', label: 'None: writes are refused' }]} />
          </SimpleGrid>
          <GuaranteeNote policy={draft} />
          {put.error && <Failure error={put.error} title="The policy was not stored" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={put.isPending} disabled={draft.prefix === ''}>{policy ? 'Save' : 'Create'}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
