import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PolicyDocument } from '../api/types';
import { ConfirmByName } from '../components/ConfirmByName';
import { Empty } from '../components/Empty';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { notifyFailure, notifySuccess } from '../components/notify';
import { PageHead } from '../components/PageHead';
import { Panel } from '../components/Panel';
import { PolicyForm } from '../components/policies/PolicyForm';
import { PolicyTable } from '../components/policies/PolicyTable';
import { Reasoned } from '../components/Reasoned';
import { useControls } from '../hooks/useControls';
import { useDeletePolicy, usePolicies } from '../hooks/usePolicies';

export function PoliciesPage() {
  const policies = usePolicies();
  const { manageBlocked } = useControls();
  const remove = useDeletePolicy();
  /** Null: no form; 'new': an empty one. */
  const [editing, setEditing] = useState<PolicyDocument | 'new' | null>(null);
  const [deleting, setDeleting] = useState<PolicyDocument | null>(null);
  const confirmDelete = (prefix: string) =>
    remove.mutate(prefix, {
      onSuccess: () => notifySuccess(`The policy for ${prefix} is gone.`),
      onError: (error) => notifyFailure('The policy was not deleted', error),
    });
  return (
    <>
      <PageHead
        title="Policies"
        aside={
          <Reasoned reason={manageBlocked}>
            <Button leftSection={<IconPlus size={17} />} disabled={manageBlocked !== null} onClick={() => setEditing('new')}>New policy</Button>
          </Reasoned>
        }
      >
        How keys under a prefix behave. The longest matching prefix wins; default matches all the others.
      </PageHead>
      {policies.isPending && <Loading label="Loading the policies" />}
      {policies.isError && <Failure error={policies.error} title="The policies could not be loaded" retry={() => void policies.refetch()} />}
      {policies.data && (
        <Panel title="In force" flush>
          {policies.data.length === 0
            ? <Empty Icon={IconAdjustmentsHorizontal} title="No policies">The manager has not published any yet.</Empty>
            : <PolicyTable policies={policies.data} blocked={manageBlocked} onEdit={setEditing} onDelete={setDeleting} />}
        </Panel>
      )}
      {editing !== null && <PolicyForm policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && (
        <ConfirmByName title="Delete this policy?" name={deleting.prefix} action="Delete" onConfirm={() => confirmDelete(deleting.prefix)} onClose={() => setDeleting(null)}>
          Keys under {deleting.prefix} stay, and fall to the next shorter prefix, or to default.
        </ConfirmByName>
      )}
    </>
  );
}
