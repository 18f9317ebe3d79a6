import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { cutApart, getLiveFaults, healAllFaults, healFault, killFor, setFault, type FaultRequest, type LiveFaults } from '../api/live';
import { notifyFailure } from '../components/notify';
import { t } from '../i18n';
import { keys } from './keys';

const LOOK_MILLIS = 1000;

/** What is wrong on purpose now; asked for again and again, while somebody looks. */
export function useLiveFaults() {
  return useQuery<LiveFaults>({ queryKey: keys.liveFaults, queryFn: ({ signal }) => getLiveFaults(signal), refetchInterval: LOOK_MILLIS });
}

function useChange<T>(run: (argument: T) => Promise<unknown>, failed: () => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () => client.invalidateQueries({ queryKey: keys.liveFaults }),
    onError: (error) => notifyFailure(failed(), error),
  });
}

/** What can be done to the running cluster here. A failure is told by a notification; the lists follow by themselves. */
export function useFaultActions() {
  const notSet = () => t('live.faults.notSet');
  const notHealed = () => t('live.faults.notHealed');
  return {
    set: useChange(({ node, fault }: { node: string; fault: FaultRequest }) => setFault(node, fault), notSet),
    kill: useChange(({ node, millis }: { node: string; millis: number }) => killFor(node, millis), notSet),
    apart: useChange(({ groups, millis }: { groups: string[][]; millis: number }) => cutApart(groups, millis), notSet),
    heal: useChange(({ node, id }: { node: string; id: string | null }) => healFault(node, id), notHealed),
    healAll: useChange(() => healAllFaults(), notHealed),
  };
}

export type FaultActions = ReturnType<typeof useFaultActions>;
