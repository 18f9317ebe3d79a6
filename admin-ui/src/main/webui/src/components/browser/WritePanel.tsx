import { Alert, Button, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconGitCompare, IconReload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ConflictError, type Hit, type Miss, type Stored, type Via } from '../../api/cache';
import { usePutValue } from '../../hooks/useEntry';
import { usePolicies } from '../../hooks/usePolicies';
import { t } from '../../i18n';
import { policyFor, presetOf, withPrefix } from '../../lib/guarantee';
import { asJson, asText, contentTypeOf } from '../../lib/value';
import { Failure } from '../Failure';
import { Rich } from '../Rich';
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
          notifySuccess(stored.receipt.acks ? t('browser.write.storedOn', { confirmed: stored.receipt.acks.confirmed, all: stored.receipt.acks.of }) : t('browser.write.stored'));
          onStored(stored);
        },
      },
    );
  };

  return (
    <Panel title={t('browser.write.title')}>
      <form onSubmit={(e) => { e.preventDefault(); if (key !== '') store(false); }}>
        <div className={classes.fields}>
          <TextInput label={t('browser.write.key')} value={key} onChange={(e) => setKey(e.currentTarget.value)} spellCheck={false} autoComplete="off" autoCapitalize="off" classNames={{ input: 'mono' }} />
          <Select label={t('browser.write.policy')} value={policy?.prefix ?? null} placeholder={policies.length ? undefined : t('browser.write.notKnown')} allowDeselect={false} disabled={policies.length === 0}
            data={policies.map((p) => ({ value: p.prefix, label: presetOf(p) ? `${p.prefix} (${presetOf(p)})` : p.prefix }))}
            onChange={(prefix) => prefix !== null && setKey(withPrefix(key, prefix, policies))} />
          <TextInput label={t('browser.write.ttl')} placeholder={policy?.defaultTtl && policy.defaultTtl !== 'none' ? t('browser.write.byPolicy', { ttl: policy.defaultTtl }) : t('browser.write.noExpiry')} value={ttl} onChange={(e) => setTtl(e.currentTarget.value)} aria-describedby="ttl-help" />
        </div>
        <Text size="xs" c="dimmed" mt={5} id="ttl-help">{t('browser.write.ttlHelp')}</Text>
        <Textarea mt="sm" label={t('browser.write.value')} autosize minRows={4} maxRows={14} value={value} onChange={(e) => setValue(e.currentTarget.value)} spellCheck={false} classNames={{ input: 'mono' }} description={t('browser.write.storedAs', { type: contentTypeOf(value) })} />
        <Group mt="md" gap="sm">
          <Button type="submit" leftSection={<IconDeviceFloppy size={17} />} disabled={key === ''} loading={put.isPending}>{t('browser.write.store')}</Button>
          <Button variant="default" leftSection={<IconGitCompare size={17} />} disabled={read === undefined || put.isPending} onClick={() => store(true)}
            title={read === undefined ? t('browser.write.getFirst') : undefined}>
            {read?.kind === 'miss' ? t('browser.write.ifAbsent') : t('browser.write.ifUnchanged')}
          </Button>
          {version && <Text size="xs" c="dimmed"><Rich text={t('browser.write.unchanged')} parts={{ version: <span className="mono">{version}</span> }} /></Text>}
        </Group>
      </form>
      {put.error && <div style={{ marginTop: 16 }}><WriteFailure error={put.error} expected={version} onReload={() => { put.reset(); onReload(); }} /></div>}
      {policy && <div style={{ marginTop: 16 }}><GuaranteeNote policy={policy} /></div>}
    </Panel>
  );
}

function WriteFailure({ error, expected, onReload }: { error: Error; expected: string | null; onReload: () => void }) {
  if (!(error instanceof ConflictError)) return <Failure error={error} title={t('browser.write.notStored')} />;
  const current = error.receipt.version;
  return (
    <Alert color="orange" icon={<IconGitCompare size={20} />} title={t('browser.write.fasterTitle')} role="alert">
      <Text size="sm">
        <Rich
          text={t('browser.write.faster')}
          parts={{
            expected: expected ? <Rich text={t('browser.write.readVersion')} parts={{ version: <span className="mono">{expected}</span> }} /> : t('browser.write.readNothing'),
            current: current ? <Rich text={t('browser.write.nowAt')} parts={{ version: <span className="mono">{current}</span> }} /> : t('browser.write.nowOther'),
          }}
        />
      </Text>
      <Button mt="xs" size="compact-sm" variant="light" color="orange" leftSection={<IconReload size={15} />} onClick={onReload}>{t('browser.write.readAgain')}</Button>
    </Alert>
  );
}

/** What of a value can be edited as text; binary values cannot. */
function editable(value: Uint8Array): string {
  const text = asText(value);
  return asJson(text) ?? text ?? '';
}
