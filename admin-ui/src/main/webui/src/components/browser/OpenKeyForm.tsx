import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Via } from '../../api/cache';
import { useOverview } from '../../hooks/useOverview';
import { t } from '../../i18n';
import { byName } from '../../lib/format';
import { STATES } from '../../lib/states';
import { Panel } from '../Panel';
import classes from './browser.module.css';

const ANY = 'any';
const MAX_KEY_BYTES = 4096;

interface Props {
  open: string | null;
  via: Via;
  busy: boolean;
  onGet: (key: string) => void;
  onVia: (via: Via) => void;
}

/** Which key, and which node to ask for it. Any node takes any key. */
export function OpenKeyForm({ open, via, busy, onGet, onVia }: Props) {
  const [key, setKey] = useState(open ?? '');
  useEffect(() => setKey(open ?? ''), [open]);
  const nodes = useOverview().data?.cluster?.nodes ?? [];
  const tooLong = new TextEncoder().encode(key).length > MAX_KEY_BYTES;
  const choices = nodes
    .filter((n) => n.state !== 'REMOVED')
    .toSorted((a, b) => byName(a.nodeId, b.nodeId))
    .map((n) => ({ value: n.nodeId, label: n.state === 'ACTIVE' ? n.nodeId : t('browser.open.nodeInState', { node: n.nodeId, state: STATES[n.state].word.toLowerCase() }) }));
  return (
    <Panel title={t('browser.open.title')} note={t('browser.open.note')}>
      <form
        className={classes.open}
        onSubmit={(e) => {
          e.preventDefault();
          if (key !== '' && !tooLong) onGet(key);
        }}
      >
        <TextInput label={t('browser.open.key')} placeholder="session:alice" value={key} onChange={(e) => setKey(e.currentTarget.value)} error={tooLong ? t('browser.open.tooLong') : null} spellCheck={false} autoComplete="off" autoCapitalize="off" classNames={{ input: 'mono' }} />
        <Select label={t('browser.open.ask')} value={via ?? ANY} onChange={(value) => onVia(value === null || value === ANY ? null : value)} data={[{ value: ANY, label: t('browser.open.anyNode') }, ...choices]} allowDeselect={false} />
        <Button type="submit" loading={busy} disabled={key === '' || tooLong} rightSection={<IconArrowRight size={16} />}>{t('browser.open.get')}</Button>
      </form>
    </Panel>
  );
}
