import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconKey, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Via } from '../../api/cache';
import { useKeys } from '../../hooks/useKeys';
import { useNow } from '../../hooks/useNow';
import { bytes, plural, span } from '../../lib/format';
import { Empty } from '../Empty';
import { Failure } from '../Failure';
import { Loading } from '../Loading';
import { Panel } from '../Panel';
import classes from './browser.module.css';

interface Props {
  open: string | null;
  via: Via;
  onOpen: (key: string) => void;
}

/** Some of the keys that are held, by prefix. */
export function KeyListPanel({ open, via, onOpen }: Props) {
  const [prefix, setPrefix] = useState('');
  const [wanted] = useDebouncedValue(prefix, 250);
  const list = useKeys(wanted, via);
  const now = useNow(1000);
  const found = list.data?.keys ?? [];
  const note = list.data ? (list.data.truncated ? `The first ${plural(found.length, 'key')}; there are more` : plural(found.length, 'key')) : ' ';
  return (
    <Panel title="Keys" note={note} flush>
      <div className={classes.search}>
        <TextInput size="sm" placeholder="Prefix, such as session:" aria-label="Show keys that start with" leftSection={<IconSearch size={15} />} value={prefix} onChange={(e) => setPrefix(e.currentTarget.value)} spellCheck={false} />
      </div>
      {list.isPending && <Loading label="Listing keys" />}
      {list.isError && <div className={classes.search}><Failure error={list.error} title="The keys could not be listed" retry={() => void list.refetch()} /></div>}
      {list.data && found.length === 0 && (
        <Empty Icon={IconKey} title={wanted ? 'No key starts with that' : 'No keys yet'}>
          {wanted ? 'Try a shorter prefix.' : 'Store one: type a key above, a value below, and press Store.'}
        </Empty>
      )}
      <ScrollArea.Autosize mah={560} type="auto">
        <ul className={classes.keys}>
          {found.map((item) => (
            <li key={item.key}>
              <UnstyledButton className={classes.key} aria-current={item.key === open || undefined} onClick={() => onOpen(item.key)}>
                <span className="mono">{item.key}</span>
                <Text span size="xs" c="dimmed" className="num" style={{ whiteSpace: 'nowrap' }}>
                  {bytes(item.bytes)}{item.ttlMillis === null ? '' : ` · ${span(Math.max(0, item.ttlMillis - (now - list.dataUpdatedAt)))}`}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </Panel>
  );
}
