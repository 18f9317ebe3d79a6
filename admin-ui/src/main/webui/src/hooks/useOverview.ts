import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { getOverview } from '../api/cluster';
import type { Overview, RingPicture } from '../api/types';
import type { Sample } from '../lib/history';
import { keys } from './keys';

/** The whole picture: asked for once, then kept up to date by the stream. */
export function useOverview() {
  const client = useQueryClient();
  return useQuery<Overview>({
    queryKey: keys.overview,
    queryFn: async ({ signal }) => {
      const overview = await getOverview(signal);
      if (overview.ring) client.setQueryData(keys.ring, overview.ring);
      return overview;
    },
    staleTime: Infinity,
  });
}

/** The replica lists of all slots; comes with the overview, and again whenever the ring version changes. */
export function useRing(): RingPicture | undefined {
  return useQuery<RingPicture>({ queryKey: keys.ring, queryFn: skipToken, staleTime: Infinity }).data;
}

/** The last five minutes, second by second. */
export function useHistory(): Sample[] {
  return useQuery<Sample[]>({ queryKey: keys.history, queryFn: skipToken, staleTime: Infinity, initialData: [] }).data ?? [];
}
