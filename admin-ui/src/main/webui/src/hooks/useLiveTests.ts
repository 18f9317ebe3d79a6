import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getTestHistory, getTests, startTest, stopTest, type LiveTest, type TestHistory } from '../api/liveTests';
import { notifyFailure } from '../components/notify';
import { t } from '../i18n';
import { isOver } from '../lib/live/tests';
import { keys } from './keys';

const LOOK_MILLIS = 1000;
const SELDOM_MILLIS = 10_000;

/** The last tests, the newest first: asked for often while one runs. The server has them, so that they survive a reload. */
export function useLiveTests() {
  return useQuery<LiveTest[]>({
    queryKey: keys.liveTests,
    queryFn: ({ signal }) => getTests(signal),
    refetchInterval: (query) => (query.state.data?.some((test) => !isOver(test)) ? LOOK_MILLIS : SELDOM_MILLIS),
  });
}

/** Of a test that has a verdict: from then on it does not change. */
export function useTestHistory(id: number) {
  return useQuery<TestHistory>({ queryKey: keys.testHistory(id), queryFn: ({ signal }) => getTestHistory(id, signal), staleTime: Infinity, gcTime: 60_000 });
}

export function useTestActions() {
  const client = useQueryClient();
  const look = () => client.invalidateQueries({ queryKey: keys.liveTests });
  return {
    start: useMutation({ mutationFn: startTest, onSettled: look }),
    stop: useMutation({ mutationFn: stopTest, onSettled: look, onError: (error) => notifyFailure(t('live.test.notStopped'), error) }),
  };
}
