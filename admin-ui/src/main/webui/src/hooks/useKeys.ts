import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listKeys, locate, type Via } from '../api/cache';
import { keys } from './keys';

export function useKeys(prefix: string, via: Via) {
  return useQuery({
    queryKey: keys.cacheKeys(prefix, via),
    queryFn: ({ signal }) => listKeys(prefix, via, signal),
    placeholderData: keepPreviousData,
  });
}

/** Where a key lives; null while none is open. */
export function useKeyLocation(key: string | null, via: Via) {
  return useQuery({
    queryKey: keys.location(key ?? '', via),
    queryFn: ({ signal }) => locate(key!, via, signal),
    enabled: key !== null,
    refetchInterval: 5000,
  });
}
