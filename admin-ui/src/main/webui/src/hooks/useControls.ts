import { said, t } from '../i18n';
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
    const reason = t('controls.serverAway');
    return { manageBlocked: reason, processBlocked: reason, stale: t('controls.serverAwayTrying') };
  }
  if (!overview) {
    const reason = t('controls.nothingKnown');
    return { manageBlocked: reason, processBlocked: reason, stale: null };
  }
  const { launcher } = overview;
  const processBlocked = launcher.supervised ? null : said(`launcher.${launcher.code}`, { ...launcher }, launcher.reason ?? t('controls.noLauncher'));
  if (overview.managerReachable) return { manageBlocked: null, processBlocked, stale: null };
  const age = overview.ageMillis === null ? t('controls.neverHeard') : t('controls.old', { age: span(overview.ageMillis) });
  return { manageBlocked: t('controls.managerAway', { url: overview.managerUrl }), processBlocked, stale: t('controls.stale', { age }) };
}
