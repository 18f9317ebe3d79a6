import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deleteValue, getValue, putValue, type Via, type Write } from '../api/cache';
import { keys } from './keys';

/** The open key's value. It is read when asked for, never behind the reader's back: each read has its own receipt. */
export function useEntry(key: string | null, via: Via) {
  return useQuery({
    queryKey: keys.entry(key ?? '', via),
    queryFn: ({ signal }) => getValue(key!, via, signal),
    enabled: key !== null,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
  });
}

export function usePutValue(via: Via) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (write: Write) => putValue(write, via),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}

export function useDeleteValue(via: Via) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => deleteValue(key, via),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
}
