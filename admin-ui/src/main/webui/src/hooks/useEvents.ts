import { useQuery } from '@tanstack/react-query';
import { getEvents } from '../api/cluster';
import { keys } from './keys';

/** The event log, oldest first; the stream appends. */
export function useEvents() {
  return useQuery({ queryKey: keys.events, queryFn: ({ signal }) => getEvents(signal), staleTime: Infinity });
}
