import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { AdviceList } from '../api/advice';
import type { PerformanceSample } from '../api/performance';
import { openStream } from '../api/stream';
import type { ClusterEvent } from '../api/types';
import { extended, sampleOf, type Sample } from '../lib/history';
import { keys } from './keys';

const MAX_EVENTS = 1000;
/** Two minutes: what is older is asked for. */
const MAX_SAMPLES = 120;

/** Null: still connecting for the first time. */
const Connected = createContext<boolean | null>(null);

/** Holds the browser's one stream and pours it into the query cache, where the hooks of each resource find it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connected, setConnected] = useState<boolean | null>(null);

  useEffect(
    () =>
      openStream({
        overview(overview) {
          client.setQueryData(keys.overview, overview);
          client.setQueryData<Sample[]>(keys.history, (old = []) => extended(old, sampleOf(overview)));
        },
        ring: (ring) => client.setQueryData(keys.ring, ring),
        event(event) {
          client.setQueryData<ClusterEvent[]>(keys.events, (old) => (old ? appended(old, event) : old));
          if (event.type.startsWith('policy_')) void client.invalidateQueries({ queryKey: keys.policies });
        },
        sample: (sample) => client.setQueryData<PerformanceSample[]>(keys.samples, (old = []) => [...old, sample].slice(-MAX_SAMPLES)),
        traffic: (traffic) => client.setQueryData(keys.traffic, traffic),
        advice: (advice) => client.setQueryData<AdviceList>(keys.advice, advice),
        connected(now) {
          setConnected(now);
          // what happened while the line was dead is not in the stream
          if (now) void client.invalidateQueries({ queryKey: keys.events });
        },
      }),
    [client],
  );

  return <Connected.Provider value={connected}>{children}</Connected.Provider>;
}

export function useConnected(): boolean | null {
  return useContext(Connected);
}

function appended(events: ClusterEvent[], event: ClusterEvent): ClusterEvent[] {
  return events.some((e) => e.id === event.id) ? events : [...events, event].slice(-MAX_EVENTS);
}
