import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deletePolicy, getPolicies, putPolicy } from '../api/cluster';
import { keys } from './keys';

export function usePolicies() {
  return useQuery({ queryKey: keys.policies, queryFn: ({ signal }) => getPolicies(signal), staleTime: 30_000 });
}

export function usePutPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: putPolicy,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.policies }),
  });
}

export function useDeletePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deletePolicy,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.policies }),
  });
}
