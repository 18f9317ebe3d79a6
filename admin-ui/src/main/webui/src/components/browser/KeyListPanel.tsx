import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconKey, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Via } from '../../api/cache';
import { useKeys } from '../../hooks/useKeys';
import { useNow } from '../../hooks/useNow';
import { t } from '../../i18n';
import { bytes, span } from '../../lib/format';
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
  const note = list.data ? t(list.data.truncated ? 'browser.keys.first' : 'browser.keys.count', { count: found.length }) : ' ';
  return (
    <Panel title={t('browser.keys.title')} note={note} flush>
      <div className={classes.search}>
        <TextInput size="sm" placeholder={t('browser.keys.prefix')} aria-label={t('browser.keys.prefixLabel')} leftSection={<IconSearch size={15} />} value={prefix} onChange={(e) => setPrefix(e.currentTarget.value)} spellCheck={false} />
      </div>
      {list.isPending && <Loading label={t('browser.keys.listing')} />}
      {list.isError && <div className={classes.search}><Failure error={list.error} title={t('browser.keys.notListed')} retry={() => void list.refetch()} /></div>}
      {list.data && found.length === 0 && (
        <Empty Icon={IconKey} title={wanted ? t('browser.keys.noMatch') : t('browser.keys.none')}>
          {wanted ? t('browser.keys.shorter') : t('browser.keys.storeOne')}
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
