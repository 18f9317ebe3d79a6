import { useQuery } from '@tanstack/react-query';
import { getAdvice } from '../api/advice';
import { keys } from './keys';

/** What is wrong now: asked for once in a while, and told by the stream when it changes. */
export function useAdvice() {
  return useQuery({ queryKey: keys.advice, queryFn: ({ signal }) => getAdvice(signal), refetchInterval: 10_000 });
}
