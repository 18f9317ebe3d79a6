import { Alert, Button, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconGitCompare, IconReload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ConflictError, type Hit, type Miss, type Stored, type Via } from '../../api/cache';
import { usePutValue } from '../../hooks/useEntry';
import { usePolicies } from '../../hooks/usePolicies';
import { policyFor, presetOf, withPrefix } from '../../lib/guarantee';
import { asJson, asText, contentTypeOf } from '../../lib/value';
import { Failure } from '../Failure';
import { notifySuccess } from '../notify';
import { Panel } from '../Panel';
import classes from './browser.module.css';
import { GuaranteeNote } from './GuaranteeNote';

interface Props {
  open: string | null;
  entry: Hit | Miss | undefined;
  via: Via;
  onStored: (stored: Stored) => void;
  onReload: () => void;
}

/** Stores a value: unconditionally, or only over the version last read. */
export function WritePanel({ open, entry, via, onStored, onReload }: Props) {
  const [key, setKey] = useState(open ?? '');
  const [value, setValue] = useState('');
  const [ttl, setTtl] = useState('');
  const policies = usePolicies().data ?? [];
  const put = usePutValue(via);
  const read = entry?.key === key ? entry : undefined;

  useEffect(() => setKey(open ?? ''), [open]);
  useEffect(() => {
    if (entry?.kind === 'hit') setValue(editable(entry.value));
  }, [entry]);

  const policy = policyFor(key, policies);
  const version = read?.kind === 'hit' ? read.receipt.version : null;
  const store = (conditional: boolean) => {
    const condition = !conditional ? {} : version !== null ? { ifVersion: version } : { ifAbsent: true };
    put.mutate(
      { key, value, ttl, contentType: contentTypeOf(value), ...condition },
      {
        onSuccess: (stored) => {
          notifySuccess(stored.receipt.acks ? `Stored: ${stored.receipt.acks.confirmed} of ${stored.receipt.acks.of} replicas have confirmed.` : 'Stored.');
          onStored(stored);
        },
      },
    );
  };

  return (
    <Panel title="Store a value">
      <form onSubmit={(e) => { e.preventDefault(); if (key !== '') store(false); }}>
        <div className={classes.fields}>
          <TextInput label="Key" value={key} onChange={(e) => setKey(e.currentTarget.value)} spellCheck={false} autoComplete="off" autoCapitalize="off" classNames={{ input: 'mono' }} />
          <Select label="Policy" value={policy?.prefix ?? null} placeholder={policies.length ? undefined : 'Not known now'} allowDeselect={false} disabled={policies.length === 0}
            data={policies.map((p) => ({ value: p.prefix, label: presetOf(p) ? `${p.prefix} (${presetOf(p)})` : p.prefix }))}
            onChange={(prefix) => prefix !== null && setKey(withPrefix(key, prefix, policies))} />
          <TextInput label="TTL" placeholder={policy?.defaultTtl && policy.defaultTtl !== 'none' ? `${policy.defaultTtl} by policy` : 'no expiry'} value={ttl} onChange={(e) => setTtl(e.currentTarget.value)} aria-describedby="ttl-help" />
        </div>
        <Text size="xs" c="dimmed" mt={5} id="ttl-help">TTL: 500ms, 30s, 5m, 2h, 7d, plain seconds, or none; empty: as the policy says. Choosing a policy puts its prefix before the key.</Text>
        <Textarea mt="sm" label="Value" autosize minRows={4} maxRows={14} value={value} onChange={(e) => setValue(e.currentTarget.value)} spellCheck={false} classNames={{ input: 'mono' }} description={`Will be stored as ${contentTypeOf(value)}`} />
        <Group mt="md" gap="sm">
          <Button type="submit" leftSection={<IconDeviceFloppy size={17} />} disabled={key === ''} loading={put.isPending}>Store</Button>
          <Button variant="default" leftSection={<IconGitCompare size={17} />} disabled={read === undefined || put.isPending} onClick={() => store(true)}
            title={read === undefined ? 'Get the key first: this compares with what was read' : undefined}>
            {read?.kind === 'miss' ? 'Store if still absent' : 'Store if unchanged'}
          </Button>
          {version && <Text size="xs" c="dimmed">Unchanged means: still at version <span className="mono">{version}</span></Text>}
        </Group>
      </form>
      {put.error && <div style={{ marginTop: 16 }}><WriteFailure error={put.error} expected={version} onReload={() => { put.reset(); onReload(); }} /></div>}
      {policy && <div style={{ marginTop: 16 }}><GuaranteeNote policy={policy} /></div>}
    </Panel>
  );
}

function WriteFailure({ error, expected, onReload }: { error: Error; expected: string | null; onReload: () => void }) {
  if (!(error instanceof ConflictError)) return <Failure error={error} title="The value was not stored" />;
  const current = error.receipt.version;
  return (
    <Alert color="orange" icon={<IconGitCompare size={20} />} title="Someone else was faster" role="alert">
      <Text size="sm">
        Nothing was stored. You read {expected ? <>version <span className="mono">{expected}</span></> : 'no value'};{' '}
        {current ? <>the key is now at version <span className="mono">{current}</span></> : 'the key has another version now'}.
        Read it again, then decide whether your change still holds.
      </Text>
      <Button mt="xs" size="compact-sm" variant="light" color="orange" leftSection={<IconReload size={15} />} onClick={onReload}>Read it again</Button>
    </Alert>
  );
}

/** What of a value can be edited as text; binary values cannot. */
function editable(value: Uint8Array): string {
  const text = asText(value);
  return asJson(text) ?? text ?? '';
}
