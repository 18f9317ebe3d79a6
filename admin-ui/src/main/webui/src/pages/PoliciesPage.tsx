import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PolicyDocument } from '../api/types';
import { ConfirmByName } from '../components/ConfirmByName';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Rich } from '../components/Rich';
import { notifyFailure, notifySuccess } from '../components/notify';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import { PolicyForm } from '../components/policies/PolicyForm';
import { PolicyTable } from '../components/policies/PolicyTable';
import { Reasoned } from '../components/Reasoned';
import { useControls } from '../hooks/useControls';
import { useDeletePolicy, usePolicies } from '../hooks/usePolicies';
import { t } from '../i18n';

export function PoliciesPage() {
  const policies = usePolicies();
  const { manageBlocked } = useControls();
  const remove = useDeletePolicy();
  /** Null: no form; 'new': an empty one. */
  const [editing, setEditing] = useState<PolicyDocument | 'new' | null>(null);
  const [deleting, setDeleting] = useState<PolicyDocument | null>(null);
  const confirmDelete = (prefix: string) =>
    remove.mutate(prefix, {
      onSuccess: () => notifySuccess(t('policies.gone', { prefix })),
      onError: (error) => notifyFailure(t('policies.notDeleted'), error),
    });
  return (
    <>
      <PageHead
        title={t('policies.title')}
        aside={
          <Reasoned reason={manageBlocked}>
            <Button leftSection={<IconPlus size={17} />} disabled={manageBlocked !== null} onClick={() => setEditing('new')}>{t('policies.new')}</Button>
          </Reasoned>
        }
      >
        {t('policies.about')}
      </PageHead>
      {policies.isPending && <Loading label={t('policies.loading')} />}
      {policies.isError && <Failure error={policies.error} title={t('policies.failed')} retry={() => void policies.refetch()} />}
      {policies.data && (
        <Panel title={t('policies.inForce')} flush>
          {policies.data.length === 0
            ? <Empty Icon={IconAdjustmentsHorizontal} title={t('policies.noneTitle')}>{t('policies.none')}</Empty>
            : <PolicyTable policies={policies.data} blocked={manageBlocked} onEdit={setEditing} onDelete={setDeleting} />}
        </Panel>
      )}
      {editing !== null && <PolicyForm policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && (
        <ConfirmByName title={t('policies.deleteTitle')} name={deleting.prefix} action={t('common.delete')} onConfirm={() => confirmDelete(deleting.prefix)} onClose={() => setDeleting(null)}>
          <Rich text={t('policies.deleteText')} parts={{ prefix: deleting.prefix }} />
        </ConfirmByName>
      )}
    </>
  );
}
