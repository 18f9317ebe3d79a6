import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Stored } from '../api/cache';
import classes from '../components/browser/browser.module.css';
import { DeleteKey } from '../components/browser/DeleteKey';
import { KeyListPanel } from '../components/browser/KeyListPanel';
import { OpenKeyForm } from '../components/browser/OpenKeyForm';
import { ReceiptCard } from '../components/browser/ReceiptCard';
import { ValuePanel } from '../components/browser/ValuePanel';
import { WritePanel } from '../components/browser/WritePanel';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { PageHead } from '../components/PageHead';
import { useEntry } from '../hooks/useEntry';
import { t } from '../i18n';

/** Which key is open and which node is asked stand in the address, so that a page can be passed on. */
export function BrowserPage() {
  const [params, setParams] = useSearchParams();
  const open = params.get('key') || null;
  const via = params.get('via') || null;
  const entry = useEntry(open, via);
  const [stored, setStored] = useState<Stored | null>(null);

  const go = (key: string | null, node: string | null) => {
    setParams({ ...(key ? { key } : {}), ...(node ? { via: node } : {}) });
    if (key !== open) setStored(null);
    if (key === open && node === via && key !== null) void entry.refetch();
  };
  const afterStore = (result: Stored) => {
    go(result.key, via);
    setStored(result);
  };

  return (
    <>
      <PageHead title={t('browser.title')}>{t('browser.about')}</PageHead>
      <div className={classes.layout}>
        <KeyListPanel open={open} via={via} onOpen={(key) => go(key, via)} />
        <div className={classes.main}>
          <OpenKeyForm open={open} via={via} busy={entry.isFetching} onGet={(key) => { setStored(null); go(key, via); }} onVia={(node) => go(open, node)} />
          {open !== null && entry.isPending && <Loading label={t('browser.reading')} />}
          {entry.isError && <Failure error={entry.error} title={t('browser.notRead')} retry={() => void entry.refetch()} />}
          {entry.data && !entry.isError && (
            <div className={classes.result}>
              <ValuePanel entry={entry.data} aside={entry.data.kind === 'hit' ? <DeleteKey name={entry.data.key} via={via} onDeleted={() => void entry.refetch()} /> : undefined} />
              <div className={classes.main}>
                {stored?.key === open && <ReceiptCard title={t('browser.receipt.ofWrite')} receipt={stored.receipt} />}
                <ReceiptCard title={stored?.key === open ? t('browser.receipt.ofReadAfter') : t('browser.receipt.title')} receipt={entry.data.receipt} locationOf={entry.data.key} />
              </div>
            </div>
          )}
          <WritePanel open={open} entry={entry.data} via={via} onStored={afterStore} onReload={() => void entry.refetch()} />
        </div>
      </div>
    </>
  );
}
