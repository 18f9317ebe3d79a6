import { span } from '../lib/format';
import { useConnected } from './useLive';
import { useOverview } from './useOverview';

export interface Controls {
  /** Why the cluster cannot be steered now; null: it can. */
  manageBlocked: string | null;
  /** Why processes cannot be killed or started from here; null: they can. */
  processBlocked: string | null;
  /** Why the figures on the page are old; null: they are not. */
  stale: string | null;
}

/** What works now, and for what does not, the reason that the disabled control shows. */
export function useControls(): Controls {
  const connected = useConnected();
  const overview = useOverview().data;
  if (connected === false) {
    const reason = 'The admin server cannot be reached.';
    return { manageBlocked: reason, processBlocked: reason, stale: `${reason} Trying again.` };
  }
  if (!overview) {
    const reason = 'Nothing is known yet.';
    return { manageBlocked: reason, processBlocked: reason, stale: null };
  }
  const processBlocked = overview.launcher.supervised ? null : (overview.launcher.reason ?? 'No launcher supervises the processes.');
  if (overview.managerReachable) return { manageBlocked: null, processBlocked, stale: null };
  const age = overview.ageMillis === null ? 'Nothing was heard from it yet.' : `What you see is ${span(overview.ageMillis)} old.`;
  return {
    manageBlocked: `The cluster manager at ${overview.managerUrl} cannot be reached.`,
    processBlocked,
    stale: `The cluster manager cannot be reached. ${age} Reads and writes go on; membership and policies stand still.`,
  };
}
