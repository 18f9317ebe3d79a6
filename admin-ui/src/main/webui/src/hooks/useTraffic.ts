import { skipToken, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Traffic } from '../api/traffic';
import { readHidden, writeHidden } from '../lib/links/hidden';
import { keys } from './keys';

/** What was sent in the last second; undefined: nothing was heard yet. */
export function useTraffic(): Traffic | undefined {
  return useQuery<Traffic>({ queryKey: keys.traffic, queryFn: skipToken, staleTime: Infinity }).data;
}

/** The kinds of messages that are switched off in this browser, and the switch. */
export function useHiddenKinds(): [ReadonlySet<string>, (kind: string) => void] {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(readHidden);
  const toggle = useCallback((kind: string) => {
    setHidden((before) => {
      const now = new Set(before);
      if (!now.delete(kind)) now.add(kind);
      writeHidden(now);
      return now;
    });
  }, []);
  return [hidden, toggle];
}
